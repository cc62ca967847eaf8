package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedDecision.Fired;
import dev.keeptrail.repl.report.Flip;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a tally knows, as it is kept in a file.
 *
 * @param counts by the word of the change
 * @param rules pairs of rules at which traces part
 * @param flips by the key that they are sorted by
 * @param results lanes of the multiset digest, in hex
 */
record TallyState(
    long events,
    long recordedNanos,
    long savedNanos,
    long newlyAsked,
    long openEnds,
    long faults,
    Map<String, Long> counts,
    Map<String, Long> transitions,
    Map<String, Row> notReplayable,
    Map<String, Map<String, Row>> groups,
    List<Pair> rules,
    Map<String, Flip> flips,
    String results) {
  /** One name of a group. */
  record Row(long events, Map<String, Long> changes, List<String> examples) {}

  /** One pair of rules; null where nothing more fired on a side. */
  record Pair(
      @Nullable Fired baseline, @Nullable Fired candidate, long events, List<String> examples) {}
}
