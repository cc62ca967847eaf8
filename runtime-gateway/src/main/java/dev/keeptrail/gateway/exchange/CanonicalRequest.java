package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.escalation.Requester;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an approval is bound to, as bytes: the route, who asks, and the body with its members in
 * order of their names. White space and order of members do not count; digits of numbers do.
 */
final class CanonicalRequest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What JSON-RPC counts messages by, which a repeated one has anew. */
  private static final String MESSAGE_ID = "id";

  private static final List<String> HOW_IT_COMES = List.of("stream", "stream_options");

  private CanonicalRequest() {}

  static byte[] of(String route, Claims claims, byte[] body) {
    return of(route, claims, body(route, body));
  }

  /**
   * The same but for whether the answer is to be streamed, and for a beginning of the answer that
   * stands at the end: neither says anything of what is asked.
   */
  static byte[] ofMeaning(String route, Claims claims, byte[] body) {
    JsonNode tree = body(route, body);
    if (tree instanceof ObjectNode members) {
      members.remove(HOW_IT_COMES);
      BegunAnswer.takeOff(members);
    }
    return of(route, claims, tree);
  }

  private static byte[] of(String route, Claims claims, JsonNode body) {
    ObjectNode whole = NODES.objectNode();
    whole.put("format", 1);
    whole.put("route", route);
    whole.set("caller", caller(claims));
    whole.set("body", sorted(body));
    return StrictJson.write(whole);
  }

  private static JsonNode body(String route, byte[] body) {
    try {
      JsonNode tree = StrictJson.parse(body);
      if (route.startsWith("/mcp/") && tree instanceof ObjectNode message) {
        message.remove(MESSAGE_ID);
      }
      return tree;
    } catch (MalformedJsonException impossible) {
      throw new IllegalStateException("the body was read before", impossible);
    }
  }

  private static ObjectNode caller(Claims claims) {
    ObjectNode caller = NODES.objectNode();
    Credential key = claims.shown();
    caller.put("key", key == null ? null : key.id());
    caller.put("user", claims.user());
    caller.put("team", claims.team());
    caller.put("org", claims.org());
    caller.put("role", claims.role());
    caller.put("agent", claims.agent());
    ArrayNode groups = caller.putArray("groups");
    List<String> named = claims.groups();
    if (named != null) {
      named.stream().sorted().forEach(groups::add);
    }
    return caller;
  }

  static Requester requester(Claims claims) {
    Credential key = claims.shown();
    return new Requester(key == null ? null : key.id(), claims.user(), claims.team());
  }

  /** Bodies nest as deep as {@link StrictJson#MAX_DEPTH} at most. */
  private static @Nullable JsonNode sorted(@Nullable JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode sorted = NODES.objectNode();
        object.propertyNames().stream()
            .sorted()
            .forEach(name -> sorted.set(name, sorted(object.get(name))));
        yield sorted;
      }
      case ArrayNode array -> {
        ArrayNode sorted = NODES.arrayNode();
        array.forEach(item -> sorted.add(sorted(item)));
        yield sorted;
      }
      case null, default -> node;
    };
  }
}
