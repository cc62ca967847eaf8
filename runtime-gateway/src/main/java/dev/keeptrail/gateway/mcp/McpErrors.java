package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Refusals as JSON-RPC 2.0 says errors: with a number, and what else there is to know under {@code
 * data}. Numbers of our own are out of the range that JSON-RPC leaves to servers.
 *
 * @param id of the request that they answer
 * @param requested the revision that the caller named; null for none
 * @param supported the revisions that it can name
 */
public record McpErrors(JsonNode id, @Nullable String requested, List<String> supported) {
  public static final String METHOD_NOT_GOVERNED = "method_not_governed";
  public static final String REVISION_NOT_SPOKEN = "protocol_version_not_spoken";
  public static final String HEADER_MISMATCH = "header_mismatch";
  public static final String INVALID_PARAMS = "invalid_params";

  /** How a server says that a message is of a revision which it does not speak. */
  public static final long UNSUPPORTED_REVISION = -32_022;

  private static final int METHOD_NOT_FOUND = -32_601;
  private static final int INVALID = -32_602;
  private static final int INTERNAL = -32_603;
  private static final int MISMATCH = -32_020;
  private static final int BLOCKED = -32_010;
  private static final int ESCALATED = -32_011;
  private static final int UPSTREAM = -32_012;

  public McpErrors {
    supported = List.copyOf(supported);
  }

  /** The answer to the request. */
  public byte[] of(Refusal refusal, @Nullable String eventId) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("jsonrpc", "2.0");
    body.set("id", id);
    var error = body.putObject("error");
    error.put("code", number(refusal));
    error.put("message", refusal.message());
    var data = error.putObject("data");
    data.put("type", refusal.type().word());
    data.put("code", refusal.code());
    data.put("policy", refusal.subject().policy());
    data.put("reason_code", refusal.subject().reasonCode());
    data.put("event_id", eventId);
    if (refusal.code().equals(REVISION_NOT_SPOKEN)) {
      supported.forEach(data.putArray("supported")::add);
      if (requested != null) {
        data.put("requested", requested);
      }
    }
    if (refusal.subject().escalationId() != null) {
      data.put("escalation_id", refusal.subject().escalationId());
    }
    return StrictJson.write(body);
  }

  private static int number(Refusal refusal) {
    return switch (refusal.type()) {
      case POLICY_VIOLATION ->
          switch (refusal.code()) {
            case METHOD_NOT_GOVERNED -> METHOD_NOT_FOUND;
            case REVISION_NOT_SPOKEN -> (int) UNSUPPORTED_REVISION;
            case HEADER_MISMATCH -> MISMATCH;
            case INVALID_PARAMS -> INVALID;
            case "escalation_required" -> ESCALATED;
            default -> BLOCKED;
          };
      case UPSTREAM_ERROR, RATE_LIMIT ->
          refusal.code().equals(REVISION_NOT_SPOKEN) ? (int) UNSUPPORTED_REVISION : UPSTREAM;
      case VALIDATION_ERROR, AUTHENTICATION_ERROR, OVERLOADED, INTERNAL_ERROR -> INTERNAL;
    };
  }
}
