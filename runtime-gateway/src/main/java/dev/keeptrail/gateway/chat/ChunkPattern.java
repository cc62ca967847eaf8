package dev.keeptrail.gateway.chat;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the chunks of one text have in common: most differ from the one before in the text only, and
 * in letters that fill them up, where a provider hides their length. Such a chunk is known without
 * reading it again, for what stands around the text is, letter by letter, what has been read
 * already, and reading that once more changes nothing. Immutable.
 */
final class ChunkPattern {
  private static final Set<String> TEXTS =
      Set.of("content", "refusal", "reasoning", "reasoning_content");

  /** OpenAI's name for letters without a meaning. */
  static final String FILLING = "obfuscation";

  private final String member;
  private final String before;
  private final String between;
  private final @Nullable String after;

  /**
   * @param between from the text to the filling, or to the end where there is none
   * @param after behind the filling; null where there is none
   */
  private ChunkPattern(String member, String before, String between, @Nullable String after) {
    this.member = member;
    this.before = before;
    this.between = between;
    this.after = after;
  }

  /**
   * The pattern of a chunk.
   *
   * @param data as it came, read without a fault
   * @param chunk the same as a tree
   * @return null when there is more in it than one text, or something that adds to what is known
   */
  static @Nullable ChunkPattern of(String data, ObjectNode chunk) {
    String member = textOf(chunk);
    if (member == null) {
      return null;
    }
    var walk = new RawJson(data);
    walk.enter();
    if (!walk.find("choices")) {
      return null;
    }
    walk.enter();
    walk.enter();
    if (!walk.find("delta")) {
      return null;
    }
    walk.enter();
    if (!walk.find(member)) {
      return null;
    }
    int from = walk.position() + 1;
    walk.string();
    int to = walk.position() - 1;
    String before = data.substring(0, from);
    var fill = new RawJson(data);
    fill.enter();
    if (!fill.find(FILLING) || !chunk.path(FILLING).isString() || fill.position() < to) {
      return new ChunkPattern(member, before, data.substring(to), null);
    }
    int filled = fill.position() + 1;
    fill.string();
    return new ChunkPattern(
        member, before, data.substring(to, filled), data.substring(fill.position() - 1));
  }

  /** The member of the one text that a chunk says; null when it says more or less than that. */
  private static @Nullable String textOf(ObjectNode chunk) {
    if (!(chunk.path("choices") instanceof ArrayNode choices)
        || choices.size() != 1
        || !(choices.get(0) instanceof ObjectNode choice)
        || !(choice.path("delta") instanceof ObjectNode delta)
        || !isFlat(chunk, "choices")
        || !isFlat(choice, "delta")
        || !isFlat(delta, "")) {
      return null;
    }
    String text = null;
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      if (TEXTS.contains(member.getKey()) && member.getValue().isString()) {
        if (text != null) {
          return null;
        }
        text = member.getKey();
      }
    }
    return text;
  }

  /** Whether nothing in it, but one member, grows when it is said again. */
  private static boolean isFlat(ObjectNode object, String but) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue().isContainer() && !member.getKey().equals(but)) {
        return false;
      }
    }
    return true;
  }

  /** The member of the message in which the text stands. */
  String member() {
    return member;
  }

  /** The text of a chunk; null when it may be of another pattern, and so has to be read. */
  @Nullable String read(String data) {
    if (!data.startsWith(before)) {
      return null;
    }
    int from = before.length();
    int to = PlainText.end(data, from);
    if (!data.startsWith(between, to)) {
      return null;
    }
    String text = PlainText.of(data, from, to);
    int rest = to + between.length();
    if (text == null || after == null) {
      return text == null || rest != data.length() ? null : text;
    }
    int end = PlainText.end(data, rest);
    if (data.length() - end != after.length() || !data.endsWith(after)) {
      return null;
    }
    return PlainText.of(data, rest, end) == null ? null : text;
  }
}
