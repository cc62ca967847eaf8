package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server tells a client that listens (2026-07-28): that a list or a resource is another now.
 * It names the request to listen, whose id is the client's own. Its shape is checked; one use, one
 * thread.
 */
public final class McpNotice implements McpNote {
  /** Where a message names the request to listen. */
  static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

  private static final String METHOD = "method";
  private static final String PARAMS = "params";
  private static final String META = "_meta";
  private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
  private static final Set<String> MEMBERS = Set.of("jsonrpc", METHOD, PARAMS);

  private final ObjectNode body;

  private McpNotice(ObjectNode body) {
    this.body = body;
  }

  /**
   * A notice that was asked for.
   *
   * @param id of the request to listen
   * @param agreed what client and server have agreed on
   */
  static Optional<McpNotice> of(JsonNode id, McpFilter agreed, JsonNode message) {
    return message instanceof ObjectNode body
            && belongs(id, body)
            && agreed.lets(
                body.path(METHOD).asString(""), body.path(PARAMS).path("uri").asString(""))
        ? Optional.of(new McpNotice(body)).filter(one -> one.texts(0).complete())
        : Optional.empty();
  }

  /** What a server says that it will tell; empty where the message says nothing of the kind. */
  static Optional<McpFilter> acknowledged(JsonNode id, JsonNode message) {
    return message instanceof ObjectNode body
            && belongs(id, body)
            && body.path(METHOD).asString("").equals(ACKNOWLEDGED)
        ? Optional.of(McpFilter.of(body.path(PARAMS).path(McpFilter.MEMBER)))
        : Optional.empty();
  }

  private static boolean belongs(JsonNode id, ObjectNode body) {
    return MEMBERS.containsAll(body.propertyNames())
        && body.path("jsonrpc").asString("").equals("2.0")
        && body.path(METHOD).isString()
        && id.equals(body.path(PARAMS).path(META).path(SUBSCRIPTION));
  }

  /** What the client is told that it will hear; nothing in it is the server's. */
  static byte[] acknowledgement(JsonNode id, McpFilter agreed) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("jsonrpc", "2.0");
    body.put(METHOD, ACKNOWLEDGED);
    ObjectNode params = body.putObject(PARAMS);
    params.putObject(META).set(SUBSCRIPTION, id);
    params.set(McpFilter.MEMBER, agreed.json());
    return StrictJson.write(body);
  }

  /** That the stream is at its end, and nothing is wrong. */
  static byte[] end(JsonNode id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("jsonrpc", "2.0");
    body.set("id", id);
    ObjectNode result = body.putObject("result");
    result.put(McpAsked.TYPE, "complete");
    result.putObject(META).set(SUBSCRIPTION, id);
    return StrictJson.write(body);
  }

  @Override
  public BodyTexts texts(int number) {
    return McpTexts.notice(body, number);
  }

  @Override
  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
