package dev.keeptrail.gateway.refusal;

import dev.keeptrail.gateway.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a refusal: the four fields clients know, and ours. */
public final class ErrorBody {
  private ErrorBody() {}

  /**
   * The body in the form the caller knows.
   *
   * @param requestId stands in Anthropic's form
   */
  public static byte[] of(
      Refusal refusal, ErrorForm form, String requestId, @Nullable String eventId) {
    return StrictJson.write(tree(refusal, form, requestId, eventId));
  }

  /** The same as a tree. */
  public static ObjectNode tree(
      Refusal refusal, ErrorForm form, String requestId, @Nullable String eventId) {
    return switch (form) {
      case OPENAI -> tree(refusal, eventId);
      case ANTHROPIC -> {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("type", anthropicType(refusal.status()));
        error.put("message", refusal.message());
        error.put("code", refusal.code());
        error.put("param", refusal.subject().param());
        error.put("policy", refusal.subject().policy());
        error.put("reason_code", refusal.subject().reasonCode());
        error.put("event_id", eventId);
        escalation(error, refusal);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("type", "error");
        body.set("error", error);
        body.put("request_id", requestId);
        yield body;
      }
    };
  }

  private static void escalation(ObjectNode error, Refusal refusal) {
    if (refusal.subject().escalationId() != null) {
      error.put("escalation_id", refusal.subject().escalationId());
    }
  }

  /** The words of Anthropic's API for a status. */
  private static String anthropicType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403, 409 -> "permission_error";
      case 404 -> "not_found_error";
      case 408, 504 -> "timeout_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  /** The body in OpenAI's form. */
  public static byte[] of(Refusal refusal, @Nullable String eventId) {
    return StrictJson.write(tree(refusal, eventId));
  }

  private static ObjectNode tree(Refusal refusal, @Nullable String eventId) {
    var error = JsonNodeFactory.instance.objectNode();
    error.put("message", refusal.message());
    error.put("type", refusal.type().word());
    error.put("param", refusal.subject().param());
    error.put("code", refusal.code());
    error.put("policy", refusal.subject().policy());
    error.put("reason_code", refusal.subject().reasonCode());
    error.put("event_id", eventId);
    escalation(error, refusal);
    var body = JsonNodeFactory.instance.objectNode();
    body.set("error", error);
    return body;
  }
}
