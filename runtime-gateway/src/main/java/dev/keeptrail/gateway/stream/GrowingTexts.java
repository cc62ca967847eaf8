package dev.keeptrail.gateway.stream;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text members of an answer that come in pieces. They are written into the tree on demand only, for
 * a text that is put together anew with each piece costs the square of its length. Confined to one
 * thread.
 */
public final class GrowingTexts {
  private final IdentityHashMap<ObjectNode, Map<String, StringBuilder>> texts =
      new IdentityHashMap<>();

  /**
   * Appends to a member.
   *
   * @return whether this is the first that it says
   */
  public boolean append(ObjectNode owner, String member, String more) {
    StringBuilder text =
        texts
            .computeIfAbsent(owner, _ -> new HashMap<>())
            .computeIfAbsent(member, _ -> new StringBuilder(owner.path(member).stringValue("")));
    boolean first = text.isEmpty() && !more.isEmpty();
    text.append(more);
    return first;
  }

  /** Whether a member has said anything. */
  public boolean holds(ObjectNode owner, String member) {
    StringBuilder text = texts.getOrDefault(owner, Map.of()).get(member);
    return text != null && !text.isEmpty();
  }

  /** Writes the texts of one object into it. */
  public void settle(ObjectNode owner) {
    Map<String, StringBuilder> members = texts.remove(owner);
    if (members != null) {
      members.forEach((member, text) -> owner.put(member, text.toString()));
    }
  }

  /** Writes all texts so far into the tree. */
  public void show() {
    texts.forEach(
        (owner, members) -> members.forEach((member, text) -> owner.put(member, text.toString())));
  }
}
