package dev.keeptrail.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer, the newest first. A page can hold fewer events than asked for, or none, and
 * still not be the last: looking for rare events ends after a bounded number was looked at.
 *
 * @param leftOut what fits and cannot be read
 * @param next where to go on; null when this was the last
 */
public record EventPage(
    List<StoredEvent> events, List<LeftOutRecord> leftOut, @Nullable EventPosition next) {
  public EventPage {
    events = List.copyOf(events);
    leftOut = List.copyOf(leftOut);
  }
}
