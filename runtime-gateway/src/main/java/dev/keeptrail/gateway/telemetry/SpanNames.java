package dev.keeptrail.gateway.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in spans, all in one place because they still move: OpenTelemetry's semantic
 * conventions for HTTP (stable) and for generative AI (in development, as of 2026-11), and our own
 * where there is none.
 */
final class SpanNames {
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
  static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
  static final AttributeKey<Boolean> STREAM = AttributeKey.booleanKey("gen_ai.request.stream");
  static final AttributeKey<String> RESPONSE_MODEL =
      AttributeKey.stringKey("gen_ai.response.model");
  static final AttributeKey<Long> CHOICES = AttributeKey.longKey("gen_ai.request.choice.count");
  static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
  static final AttributeKey<Long> OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  static final AttributeKey<Long> CACHED_TOKENS =
      AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
  static final AttributeKey<Long> REASONING_TOKENS =
      AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");

  static final AttributeKey<String> EVENT = AttributeKey.stringKey("keeptrail.event.id");
  static final AttributeKey<String> VERDICT = AttributeKey.stringKey("keeptrail.verdict");
  static final AttributeKey<String> REASON = AttributeKey.stringKey("keeptrail.reason_code");
  static final AttributeKey<String> POLICY = AttributeKey.stringKey("keeptrail.policy");
  static final AttributeKey<String> PACK = AttributeKey.stringKey("keeptrail.pack");
  static final AttributeKey<String> TARGET = AttributeKey.stringKey("keeptrail.target");
  static final AttributeKey<Long> GATEWAY_MICROS = AttributeKey.longKey("keeptrail.gateway_micros");
  static final AttributeKey<Long> HELD_MICROS = AttributeKey.longKey("keeptrail.held_micros");
  static final AttributeKey<Double> COST = AttributeKey.doubleKey("keeptrail.cost.usd");

  static final AttributeKey<String> MCP_METHOD = AttributeKey.stringKey("mcp.method.name");
  static final AttributeKey<String> MCP_REVISION = AttributeKey.stringKey("mcp.protocol.version");

  /** Where servers of tools are asked, which the conventions treat apart from models. */
  private static final String MCP = "/mcp/";

  private static final String TOOL_CALL = "tools/call";

  private SpanNames() {}

  static boolean isMcp(String route) {
    return route.startsWith(MCP);
  }

  /** What a call of a server of tools is called: its method, where that may be told. */
  static String mcpCall(@Nullable String method, String target) {
    return method == null ? "mcp " + target : method;
  }

  /** What is done at a server of tools; null where the conventions have no name for it. */
  static @Nullable String mcpOperation(@Nullable String method) {
    return TOOL_CALL.equals(method) ? "execute_tool" : null;
  }

  /** What a route of models does, in the conventions' words where they have one. */
  static String operation(String route) {
    return switch (route) {
      case "/v1/completions" -> "text_completion";
      case "/v1/embeddings" -> "embeddings";
      case "/v1/moderations" -> "moderation";
      case "/v1/messages/count_tokens" -> "count_tokens";
      case "/v1beta/models/{model}:generateContent" -> "generate_content";
      case "/v1beta/models/{model}:countTokens" -> "count_tokens";
      case "/v1beta/models/{model}:embedContent", "/v1beta/models/{model}:batchEmbedContents" ->
          "embeddings";
      case "/v1/audio/speech" -> "speech";
      case "/v1/audio/transcriptions" -> "transcription";
      default -> "chat";
    };
  }

  /** What the conventions call a pack's provider; its own word where they have none. */
  static String provider(String kind) {
    return switch (kind) {
      case "azure-openai" -> "azure.ai.openai";
      case "google" -> "gcp.gemini";
      case "mistral" -> "mistral_ai";
      default -> kind;
    };
  }
}
