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
      case GOOGLE -> google(refusal, requestId, eventId);
    };
  }

  private static void escalation(ObjectNode error, Refusal refusal) {
    if (refusal.subject().escalationId() != null) {
      error.put("escalation_id", refusal.subject().escalationId());
    }
  }

  /** As the API design guide has errors: a status, and details that say where they are from. */
  private static ObjectNode google(Refusal refusal, String requestId, @Nullable String eventId) {
    var body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error");
    error.put("code", refusal.status());
    error.put("message", refusal.message());
    error.put("status", googleStatus(refusal.status()));
    ObjectNode detail = error.putArray("details").addObject();
    detail.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
    detail.put("reason", refusal.code());
    detail.put("domain", "keeptrail");
    ObjectNode metadata = detail.putObject("metadata");
    put(metadata, "param", refusal.subject().param());
    put(metadata, "policy", refusal.subject().policy());
    put(metadata, "reason_code", refusal.subject().reasonCode());
    put(metadata, "event_id", eventId);
    put(metadata, "escalation_id", refusal.subject().escalationId());
    put(metadata, "request_id", requestId);
    return body;
  }

  private static void put(ObjectNode metadata, String name, @Nullable String value) {
    if (value != null) {
      metadata.put(name, value);
    }
  }

  /** The words of Google's APIs for a status. */
  private static String googleStatus(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 501 -> "UNIMPLEMENTED";
      case 503, 529 -> "UNAVAILABLE";
      case 408, 504 -> "DEADLINE_EXCEEDED";
      default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
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
