package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorForm;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * What the APIs of providers have beside the governed routes, by the paths at which their clients
 * ask for it. A closed list: what is recorded of a request names one of these, and not what the
 * caller wrote. Stateless.
 *
 * @param path the area, as events and refusals name it
 * @param errors in whose words a refusal comes; OpenAI's and Anthropic's clients share some paths
 */
record OtherArea(String path, ErrorForm errors) {
  private static final List<String> OPENAI =
      List.of(
          "/assistants",
          "/audio/translations",
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
          "/realtime",
          "/rerank",
          "/threads",
          "/uploads",
          "/vector_stores",
          "/videos");

  /** Below a governed route there are others that read and change what it left at the provider. */
  private static final List<String> BELOW = List.of("/chat/completions", "/responses");

  private static final List<String> ANTHROPIC =
      List.of("/complete", "/messages/batches", "/skills");

  private static final List<String> GOOGLE =
      List.of("/batches", "/cachedContents", "/corpora", "/files", "/interactions", "/tunedModels");

  private static final String[] PLACES_OF_OPENAI = {"/v1", "/openai/v1", "/openai"};
  private static final String[] PLACES_OF_GOOGLE = {"/v1beta", "/upload/v1beta"};

  /** All of them. */
  static List<OtherArea> all() {
    var areas = new ArrayList<OtherArea>();
    for (String place : PLACES_OF_OPENAI) {
      OPENAI.forEach(area -> areas.add(new OtherArea(place + area, ErrorForm.OPENAI)));
    }
    ANTHROPIC.forEach(area -> areas.add(new OtherArea("/v1" + area, ErrorForm.ANTHROPIC)));
    for (String place : PLACES_OF_GOOGLE) {
      GOOGLE.forEach(area -> areas.add(new OtherArea(place + area, ErrorForm.GOOGLE)));
    }
    return areas;
  }

  /** Those of which only what stands below the path is not governed. */
  static List<OtherArea> below() {
    return BELOW.stream().map(area -> new OtherArea("/v1" + area, ErrorForm.OPENAI)).toList();
  }

  /** In whose words this request is refused. */
  ErrorForm errorsOf(Context context) {
    return errors == ErrorForm.OPENAI && context.header("anthropic-version") != null
        ? ErrorForm.ANTHROPIC
        : errors;
  }
}
