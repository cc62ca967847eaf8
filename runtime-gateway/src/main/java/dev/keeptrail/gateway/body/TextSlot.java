package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Segment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A text of a body and the way to replace it there.
 *
 * @param write puts an edited text in its place; null where a text cannot be edited, such as a key
 * @param afterwards run once after all edits when one of them was in this slot; null for none
 */
public record TextSlot(
    Segment segment, @Nullable Consumer<String> write, @Nullable Runnable afterwards) {
  private static final Consumer<String> NOWHERE = _ -> {};

  /** A text that stands in no body, so that edits of it change nothing. */
  static TextSlot nowhere(Segment segment) {
    return new TextSlot(segment, NOWHERE, null);
  }

  boolean isNowhere() {
    return NOWHERE.equals(write);
  }
}
