package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.http.OtherArea.Reach;
import dev.keeptrail.gateway.refusal.ErrorForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the APIs of providers have beside the governed routes, by the paths at which their clients
 * ask for it. A closed list. Stateless.
 */
final class OtherAreas {
  private static final List<String> OPENAI =
      List.of(
          "/assistants",
          "/audio/translations",
          "/audio/voices",
          "/batches",
          "/chatkit",
          "/containers",
          "/conversations",
          "/edits",
          "/engines",
          "/evals",
          "/files",
          "/fine_tuning",
          "/images",
          "/live",
          "/realtime",
          "/rerank",
          "/skills",
          "/threads",
          "/uploads",
          "/vector_stores",
          "/videos");

  /** Below a governed route there are others that read and change what it left at the provider. */
  private static final List<String> BELOW =
      List.of(
          "/v1/chat/completions",
          "/v1/responses",
          "/openai/v1/chat/completions",
          "/openai/v1/responses",
          "/openai/responses");

  private static final String DEPLOYMENT = "/openai/deployments/{deployment}";

  private static final List<String> AZURE =
      List.of(
          DEPLOYMENT + "/audio/translations", DEPLOYMENT + "/extensions", DEPLOYMENT + "/images");

  private static final List<String> ANTHROPIC =
      List.of(
          "/v1/complete",
          "/v1/deployment_runs",
          "/v1/deployments",
          "/v1/dreams",
          "/v1/environments",
          "/v1/memory_stores",
          "/v1/messages/batches",
          "/v1/sessions",
          "/v1/vaults");

  /** Agents are Anthropic's as well. */
  private static final List<String> MISTRAL =
      List.of(
          "/v1/agents",
          "/v1/batch",
          "/v1/chat/classifications",
          "/v1/chat/moderations",
          "/v1/classifications",
          "/v1/connectors",
          "/v1/fim",
          "/v1/libraries",
          "/v1/observability",
          "/v1/ocr",
          "/v1/workflows");

  private static final List<String> COHERE =
      List.of(
          "/v1/classify",
          "/v1/datasets",
          "/v1/detokenize",
          "/v1/embed",
          "/v1/embed-jobs",
          "/v1/finetuning",
          "/v1/generate",
          "/v1/summarize",
          "/v1/tokenize",
          "/v2/audio/transcriptions",
          "/v2/batches",
          "/v2/chat",
          "/v2/embed",
          "/v2/parse",
          "/v2/rerank");

  private static final List<String> OLLAMA =
      List.of(
          "/api/blobs",
          "/api/chat",
          "/api/copy",
          "/api/create",
          "/api/delete",
          "/api/embed",
          "/api/embeddings",
          "/api/generate",
          "/api/pull",
          "/api/push",
          "/api/show",
          "/api/web_fetch",
          "/api/web_search");

  private static final List<String> BEDROCK =
      List.of("/async-invoke", "/guardrail", "/guardrail-checks", "/model");

  private static final List<String> GOOGLE =
      List.of(
          "/batches",
          "/batchPredictionJobs",
          "/cachedContents",
          "/corpora",
          "/fileSearchStores",
          "/files",
          "/files:register",
          "/interactions",
          "/tunedModels",
          "/tuningJobs");

  /** What Vertex AI has of a project beside the governed models, and Google's other versions. */
  private static final List<String> REST_OF_GOOGLE =
      List.of(
          "/v1/projects",
          "/v1alpha/auth_tokens",
          "/v1alpha/models",
          "/v1beta/projects",
          "/v1beta1/projects",
          "/ws");

  /** What may be asked of Google's models, and is not governed. */
  private static final List<String> METHODS =
      List.of(
          "asyncBatchEmbedContent",
          "batchGenerateContent",
          "computeTokens",
          "fetchPredictOperation",
          "predictLongRunning");

  private static final List<String> PLACES_OF_OPENAI = List.of("/v1", "/openai/v1", "/openai");
  private static final List<String> PLACES_OF_GOOGLE =
      List.of("/v1beta", "/upload/v1beta", "/v1alpha", "/v1beta1");

  private OtherAreas() {}

  /** All that have paths of their own. */
  static List<OtherArea> all() {
    return Stream.of(
            whole(ErrorForm.OPENAI, under(PLACES_OF_OPENAI, OPENAI)),
            whole(
                ErrorForm.OPENAI,
                Stream.of(AZURE, MISTRAL, COHERE, OLLAMA, BEDROCK).flatMap(List::stream)),
            whole(ErrorForm.ANTHROPIC, ANTHROPIC.stream()),
            whole(ErrorForm.GOOGLE, under(PLACES_OF_GOOGLE, GOOGLE)),
            whole(ErrorForm.GOOGLE, REST_OF_GOOGLE.stream()),
            BELOW.stream().map(path -> new OtherArea(path, ErrorForm.OPENAI, Reach.BELOW)),
            // Cohere's older chat, above OpenAI's.
            Stream.of(new OtherArea("/v1/chat", ErrorForm.OPENAI, Reach.ALONE)))
        .flatMap(areas -> areas)
        .toList();
  }

  /** Those that stand behind a model of Google's. */
  static List<OtherArea> methods() {
    return METHODS.stream()
        .map(OtherAreas::pathOf)
        .map(path -> new OtherArea(path, ErrorForm.GOOGLE, Reach.ALONE))
        .toList();
  }

  /** Which of these the end of an address asks for, as in {@code m:batchGenerateContent}. */
  static Optional<String> method(String end) {
    String word = end.substring(end.lastIndexOf(':') + 1);
    return METHODS.stream().filter(word::equals).map(OtherAreas::pathOf).findFirst();
  }

  private static String pathOf(String method) {
    return "/v1beta/models/{model}:" + method;
  }

  private static Stream<String> under(List<String> places, List<String> areas) {
    return places.stream().flatMap(place -> areas.stream().map(area -> place + area));
  }

  private static Stream<OtherArea> whole(ErrorForm errors, Stream<String> paths) {
    return paths.map(path -> new OtherArea(path, errors, Reach.WHOLE));
  }
}
