package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server says of a request that is not answered yet: {@code notifications/progress} with the
 * token that the request asked for it by. Its shape is checked; one use, one thread.
 */
public final class McpProgress implements McpNote {
  static final String TOKEN = "progressToken";

  private static final String METHOD = "notifications/progress";
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "method", "params");

  private final ObjectNode body;

  private McpProgress(ObjectNode body) {
    this.body = body;
  }

  /**
   * @param token as the request was sent with it
   */
  static Optional<McpProgress> of(JsonNode token, JsonNode message) {
    return message instanceof ObjectNode body
            && MEMBERS.containsAll(body.propertyNames())
            && body.path("jsonrpc").asString("").equals("2.0")
            && body.path("method").asString("").equals(METHOD)
            && body.path("params").isObject()
            && token.equals(body.path("params").path(TOKEN))
        ? Optional.of(new McpProgress(body)).filter(one -> one.texts(0).complete())
        : Optional.empty();
  }

  @Override
  public BodyTexts texts(int number) {
    return McpTexts.progress(body, number);
  }

  @Override
  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
