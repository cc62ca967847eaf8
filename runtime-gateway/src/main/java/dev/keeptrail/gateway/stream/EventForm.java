package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.json.StrictJson;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.node.ObjectNode;

/**
 * What events have in common that say one text piece by piece. Everything around the text is
 * written once: building and writing a tree for each piece costs many times what the piece does.
 * Immutable as long as the maker is.
 */
public final class EventForm {
  private final @Nullable String name;
  private final Function<String, ObjectNode> maker;
  private final byte[] before;
  private final byte[] after;

  /**
   * Makes the form of the events that a maker makes.
   *
   * @param maker puts a text into an event's data, as one string and nowhere else
   * @throws IllegalArgumentException when the maker does otherwise
   */
  public EventForm(@Nullable String name, Function<String, ObjectNode> maker) {
    this.name = name;
    this.maker = maker;
    // WHY: two events that differ in one letter show where the text stands, whatever the protocol.
    byte[] one = StrictJson.write(maker.apply("a"));
    byte[] other = StrictJson.write(maker.apply("b"));
    int at = Arrays.mismatch(one, other);
    this.before = Arrays.copyOf(one, Math.max(0, at));
    this.after = Arrays.copyOfRange(one, Math.max(0, at) + 1, one.length);
    if (at < 1 || before[at - 1] != '"' || after[0] != '"' || !isAfter(other)) {
      throw new IllegalArgumentException("the text of an event stands in it once");
    }
  }

  private boolean isAfter(byte[] other) {
    int from = before.length + 1;
    return Arrays.equals(after, 0, after.length, other, from, other.length);
  }

  /** The event that says this text. */
  public StreamEvent event(String text) {
    return new StreamEvent.Text(this, text);
  }

  @Nullable String name() {
    return name;
  }

  ObjectNode data(String text) {
    return maker.apply(text);
  }

  byte[] json(String text) {
    byte[] said = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    byte[] json = Arrays.copyOf(before, before.length + said.length + after.length);
    System.arraycopy(said, 0, json, before.length, said.length);
    System.arraycopy(after, 0, json, before.length + said.length, after.length);
    return json;
  }
}
