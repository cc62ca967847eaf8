package dev.keeptrail.ledger;

import java.util.Optional;

/**
 * A place between events that are sorted the newest first: behind the event with this time and
 * number.
 *
 * @param at microseconds since 1970
 */
public record EventPosition(long at, long sequence) {
  private static final int RADIX = 36;
  private static final int MAX_DIGITS = 13;

  /** As a word for URLs, to be taken as it is. */
  public String cursor() {
    return Long.toString(at, RADIX) + "." + Long.toString(sequence, RADIX);
  }

  /** Reads what {@link #cursor} wrote; empty for anything else. */
  public static Optional<EventPosition> parse(String cursor) {
    int dot = cursor.indexOf('.');
    if (dot < 1 || dot > MAX_DIGITS + 1 || cursor.length() - dot > MAX_DIGITS + 2) {
      return Optional.empty();
    }
    try {
      long at = Long.parseLong(cursor.substring(0, dot), RADIX);
      long sequence = Long.parseLong(cursor.substring(dot + 1), RADIX);
      var position = new EventPosition(at, sequence);
      return position.cursor().equals(cursor) ? Optional.of(position) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
