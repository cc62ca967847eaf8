package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.store.PrunedCounts.Standing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts events once more and compares that with what was counted while they were recorded. One
 * use, one thread.
 *
 * <p>Counts outlive events that are pruned. What is counted beyond the events that are left has to
 * be what signed notices say; where events went under notices of earlier builds, which say nothing
 * of it, all hours together count no more than went.
 */
final class TallyCheck {
  private static final long SECONDS_PER_HOUR = 3_600;

  private final Map<Long, HourEvents> hours = new HashMap<>();

  /** The models that have rows, by the hour. */
  private final Map<Long, Set<String>> models;

  /**
   * Begins with no event.
   *
   * @param models that have rows, by the hour
   */
  TallyCheck(Map<Long, Set<String>> models) {
    this.models = models;
  }

  void add(long sequence, long at, String verdict, Filing filing) {
    hours
        .computeIfAbsent(
            Math.floorDiv(at, TallyWriter.MICROS_PER_HOUR),
            hour -> new HourEvents(models.getOrDefault(hour, Set.of())))
        .add(sequence, verdict, filing);
  }

  /**
   * Compares, after the last event.
   *
   * @param counted by the hour since 1970, as the table has it
   * @param pruned what notices say of those that went
   * @param gone how many went, or are about to
   * @param last number of the last event
   * @return of how many hours it cannot be said what pruned events had counted for
   */
  long compare(
      Map<Long, HourCounts> counted, PrunedCounts pruned, long gone, long last, Copies.Sink sink) {
    Set<Long> all = new TreeSet<>(hours.keySet());
    all.addAll(counted.keySet());
    all.addAll(pruned.hours());
    pruned.tell(sink);
    long surplus = 0;
    long unproven = 0;
    for (long number : all) {
      HourEvents events = hours.getOrDefault(number, new HourEvents());
      HourCounts there = counted.getOrDefault(number, HourCounts.NONE);
      HourCounts beyond = there.minus(events.counts(there.models()));
      Standing standing = pruned.standing(number, beyond);
      surplus += beyond.events();
      switch (standing) {
        case PROVEN -> {}
        case WITHIN_BOUNDS -> unproven++;
        case WRONG -> wrong(number, events, beyond, pruned.notice(number), last, sink);
      }
    }
    if (unproven > 0 && surplus > gone) {
      sink.found(
          Breach.Kind.MISCOUNTED,
          1,
          last,
          "%d events are counted that are not there, and %d were pruned".formatted(surplus, gone));
    }
    return unproven;
  }

  /** Somebody may have written a number that is no time. */
  private static String hour(long number) {
    try {
      return Instant.ofEpochSecond(Math.multiplyExact(number, SECONDS_PER_HOUR)).toString();
    } catch (ArithmeticException | DateTimeException _) {
      return "number " + number + " since 1970";
    }
  }

  private static void wrong(
      long number, HourEvents events, HourCounts beyond, long notice, long last, Copies.Sink sink) {
    Set<String> below = beyond.kindsBelowZero();
    // What went may have been counted in any row, so only less than what is left is wrong for sure.
    Set<String> kinds = notice == 0 ? beyond.kinds() : below;
    String what =
        "what is counted%s in the hour from %s is not what its events come to%s"
            .formatted(
                kinds.isEmpty() ? "" : " by " + String.join(", ", kinds),
                hour(number),
                notice == 0 ? "" : ", with those that went as event " + notice + " says");
    if (!events.isNone()) {
      sink.found(Breach.Kind.MISCOUNTED, events.first(), events.last(), what);
    } else if (notice > 0) {
      sink.found(Breach.Kind.MISCOUNTED, notice, notice, what);
    } else {
      sink.found(Breach.Kind.MISCOUNTED, 1, last, what);
    }
  }
}
