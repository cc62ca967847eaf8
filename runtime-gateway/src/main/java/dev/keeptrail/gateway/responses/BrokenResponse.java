package dev.keeptrail.gateway.responses;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.stream.Sent;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a stream of a response ends that is not said to its end: with an error, and with the response
 * as one that failed.
 *
 * <p>WHY: some clients throw at the error and others read only the end; who finds neither asks
 * again, and a provider is paid each time (ADR 0187).
 */
final class BrokenResponse {
  private static final String FAILED = "response.failed";

  /** What providers say of a request that their own policies refuse. */
  private static final String REFUSED = "invalid_prompt";

  private BrokenResponse() {}

  static List<StreamEvent> events(ObjectNode refusal, Sent before) {
    JsonNode error = refusal.path("error");
    return List.of(
        StreamEvent.of("error", error(refusal, error, before.events())),
        StreamEvent.of(FAILED, failed(refusal, error, before)));
  }

  /** Some clients look for the words beside the type, others in {@code error}. */
  private static ObjectNode error(ObjectNode factory, JsonNode error, int number) {
    ObjectNode event = factory.objectNode().put("type", "error").put(ResponseEvents.NUMBER, number);
    for (String member : List.of("code", "message", "param")) {
      event.set(member, error.path(member));
    }
    event.set("error", error);
    return event;
  }

  /** The response as it began, without what there was of it: that has been said. */
  private static ObjectNode failed(ObjectNode factory, JsonNode error, Sent before) {
    StreamEvent first = before.first();
    ObjectNode response =
        first != null && first.data().path("response") instanceof ObjectNode begun
            ? begun.deepCopy()
            : factory.objectNode();
    response.put("status", "failed");
    response.putArray("output");
    response.putObject("error").put("code", code(error)).set("message", error.path("message"));
    ObjectNode event =
        factory.objectNode().put("type", FAILED).put(ResponseEvents.NUMBER, before.events() + 1);
    event.set("response", response);
    return event;
  }

  /** In the words of the protocol, by which clients decide whether to ask again. */
  private static String code(JsonNode error) {
    String ours = error.path("code").asString("");
    return switch (ours) {
      case "context_length_exceeded", "insufficient_quota" -> ours;
      case "content_filter" -> REFUSED;
      default ->
          error.path("type").asString("").equals(ErrorType.POLICY_VIOLATION.word())
              ? REFUSED
              : "server_error";
    };
  }
}
