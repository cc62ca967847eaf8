package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An input that is a text, several texts, or the ids of tokens, which no detector can look at.
 * Stateless.
 */
public final class Inputs {
  /** What events call token ids. */
  public static final String TOKEN_IDS = "token_ids";

  private Inputs() {}

  /**
   * Checks the member.
   *
   * @throws RefusedException when it is neither text nor tokens
   */
  public static void check(ObjectNode request, String name) throws RefusedException {
    JsonNode input = request.path(name);
    boolean fit = input.isString() || (input.isArray() && !input.isEmpty());
    for (JsonNode element : input) {
      fit &= element.isString() || element.isObject() || isTokens(element) || element.isInt();
    }
    if (!fit) {
      throw Fields.invalid(
          "`%s` must be a string, or an array of strings or token ids".formatted(name), "/" + name);
    }
  }

  private static boolean isTokens(JsonNode node) {
    return node.isArray() && node.valueStream().allMatch(JsonNode::isInt);
  }

  /** How many inputs there are: each string, and each list of tokens. */
  public static int count(ObjectNode request, String name) {
    JsonNode input = request.path(name);
    return input.isArray() && !isTokens(input) ? input.size() : 1;
  }

  /** How many tokens the member holds as numbers. */
  public static int tokenIds(ObjectNode request, String name) {
    int ids = 0;
    for (JsonNode element : request.path(name)) {
      ids += element.isInt() ? 1 : isTokens(element) ? element.size() : 0;
    }
    return ids;
  }

  /** Collects the member. */
  public static void collect(
      TextCollector collector, ObjectNode request, String name, Voice voice) {
    String pointer = Places.child("", name);
    if (!(request.path(name) instanceof ArrayNode elements)) {
      collector.member(request, name, "", voice);
      return;
    }
    if (isTokens(elements)) {
      collector.unscanned(pointer, TOKEN_IDS);
      return;
    }
    for (int at = 0; at < elements.size(); at++) {
      if (isTokens(elements.get(at))) {
        collector.unscanned(Places.child(pointer, at), TOKEN_IDS);
      } else {
        collector.element(elements, at, pointer, voice);
      }
    }
  }
}
