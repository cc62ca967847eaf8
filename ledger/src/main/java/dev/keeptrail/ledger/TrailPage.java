package dev.keeptrail.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the administrative trail, the newest first. A page can hold fewer entries than asked
 * for, or none, and still not be the last: looking for rare ones ends after a bounded number was
 * looked at.
 *
 * @param leftOut what may fit and cannot be read
 * @param next where to go on; null when this was the last
 */
public record TrailPage(
    List<StoredAdministrativeEvent> entries,
    List<LeftOutRecord> leftOut,
    @Nullable EventPosition next) {
  /** Of a ledger without a trail. */
  public static final TrailPage EMPTY = new TrailPage(List.of(), List.of(), null);

  public TrailPage {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }
}
