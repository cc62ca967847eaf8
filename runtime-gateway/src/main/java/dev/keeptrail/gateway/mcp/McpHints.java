package dev.keeptrail.gateway.mcp;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an answer says of how long and for whom it is good (2026-07-28). Stateless. */
final class McpHints {
  static final String LIFETIME = "ttlMs";
  static final String SCOPE = "cacheScope";

  static final String VERSIONS = "supportedVersions";
  private static final String PRIVATE = "private";

  /** Policies change, and with them what a caller may see. */
  private static final long MOST_MILLIS = 24L * 60 * 60 * 1_000;

  private McpHints() {}

  static boolean isLifetime(JsonNode millis) {
    return millis.isIntegralNumber()
        && millis.canConvertToLong()
        && millis.longValue() >= 0
        && millis.longValue() <= MOST_MILLIS;
  }

  /**
   * Says what holds of an answer that was made for one caller: nobody may keep it for others, nor
   * for long.
   *
   * @return whether it had said more
   */
  static boolean narrow(ObjectNode result) {
    boolean changed = false;
    if (result.has(SCOPE) && !result.path(SCOPE).asString("").equals(PRIVATE)) {
      result.put(SCOPE, PRIVATE);
      changed = true;
    }
    if (result.has(LIFETIME) && !isLifetime(result.path(LIFETIME))) {
      result.put(LIFETIME, isLonger(result.path(LIFETIME)) ? MOST_MILLIS : 0);
      changed = true;
    }
    return changed;
  }

  private static boolean isLonger(JsonNode millis) {
    return millis.isIntegralNumber() && millis.bigIntegerValue().signum() > 0;
  }

  /** The revisions that a server says it speaks, of those that are spoken here. */
  static List<String> spoken(JsonNode result) {
    return McpRevision.spokenOf(result.path(VERSIONS));
  }

  /**
   * Takes out revisions that a server speaks and nobody here.
   *
   * @return whether there were any
   */
  static boolean onlySpoken(ObjectNode result) {
    if (!result.path(VERSIONS).isArray()) {
      return false;
    }
    List<JsonNode> kept =
        result
            .path(VERSIONS)
            .valueStream()
            .filter(one -> one.isString() && McpRevision.SPOKEN.contains(one.stringValue()))
            .toList();
    boolean more = kept.size() < result.path(VERSIONS).size();
    result.set(VERSIONS, JsonNodeFactory.instance.arrayNode().addAll(kept));
    return more;
  }
}
