package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Breach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What signed notices say, all together, of what pruned events had counted for. Events go in the
 * order of the notices, and a notice says by digest what all that went so far had come to in an
 * hour: what the table has, less the events that are left, has to be that.
 */
final class PrunedCounts {
  private final Map<Long, Said> hours = new HashMap<>();
  private final NumberRanges counted = new NumberRanges();
  private final List<Broken> broken = new ArrayList<>();

  /** Number of the last notice that said something of counts. */
  private long last;

  /** Number and time, in microseconds since 1970, of the last notice that said nothing of it. */
  private long silent;

  private long silentAt = Long.MIN_VALUE;

  /** The last that was said of an hour. */
  private sealed interface Said {
    long notice();

    record Digest(long notice, String digest) implements Said {}

    record Uncounted(long notice) implements Said {}

    record Miscounted(long notice) implements Said {}
  }

  /** A notice that does not go on from the ones before it. */
  private record Broken(long notice, String message) {}

  /** How the counts of an hour stand to what was said of it. */
  enum Standing {
    PROVEN,
    /** Events went under notices of earlier builds; no count is less than what is left. */
    WITHIN_BOUNDS,
    WRONG
  }

  /** A notice of an earlier build, by which events went. */
  void takeSilent(long notice, long at) {
    silent = notice;
    silentAt = Math.max(silentAt, at);
  }

  /** The next notice; they come in the order of their numbers. */
  void take(long notice, CountsNotice said) {
    if (said.after() != last) {
      broken.add(
          new Broken(
              notice,
              "the notice %d of a pruning goes on from the one that is event %d, and the one before it is %s"
                  .formatted(notice, said.after(), last == 0 ? "none at all" : "event " + last)));
    }
    if (!said.uncounted().isEmpty() && silent == 0) {
      broken.add(
          new Broken(
              notice,
              "the notice %d of a pruning does not say what went, as if one of an earlier build had been before it"
                  .formatted(notice)));
    }
    last = notice;
    said.digests().forEach((hour, digest) -> hours.put(hour, new Said.Digest(notice, digest)));
    said.uncounted().forEach(hour -> hours.put(hour, new Said.Uncounted(notice)));
    said.miscounted().forEach(hour -> hours.put(hour, new Said.Miscounted(notice)));
  }

  /** Events that a notice names which says what they had counted for. */
  void cover(long from, long to) {
    counted.add(from, to);
  }

  /** Whether what this event counts for is said by a notice. */
  boolean cover(long sequence) {
    return counted.contain(sequence);
  }

  /** Number of the last notice that said something of counts; 0 for none. */
  long last() {
    return last;
  }

  /** The hours of which something is said. */
  Set<Long> hours() {
    return hours.keySet();
  }

  /** The notice that spoke of an hour last; 0 for none. */
  long notice(long hour) {
    Said said = hours.get(hour);
    return said == null ? 0 : said.notice();
  }

  /** Whether no event of an hour can have been pruned. */
  boolean isUntouched(long hour) {
    return !hours.containsKey(hour) && !mayBeSilent(hour, null);
  }

  /**
   * Compares.
   *
   * @param gone what is counted in an hour, less the events that are there and that no notice
   *     speaks for
   */
  Standing standing(long hour, HourCounts gone) {
    Said said = hours.get(hour);
    boolean asSaid =
        switch (said) {
          case null -> gone.isNone();
          case Said.Digest digest -> digest.digest().equals(gone.digest(hour));
          case Said.Uncounted _, Said.Miscounted _ -> false;
        };
    if (!gone.kindsBelowZero().isEmpty() || said instanceof Said.Miscounted) {
      return Standing.WRONG;
    }
    if (asSaid) {
      return Standing.PROVEN;
    }
    return mayBeSilent(hour, said) ? Standing.WITHIN_BOUNDS : Standing.WRONG;
  }

  private boolean mayBeSilent(long hour, @Nullable Said said) {
    return said instanceof Said.Uncounted
        || (hour * TallyWriter.MICROS_PER_HOUR < silentAt
            && (said == null || said.notice() < silent));
  }

  /** Says which notices do not go on from the ones before them. */
  void tell(Copies.Sink sink) {
    broken.forEach(
        one -> sink.found(Breach.Kind.MISCOUNTED, one.notice(), one.notice(), one.message()));
  }
}
