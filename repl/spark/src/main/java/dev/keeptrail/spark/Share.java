package dev.keeptrail.spark;

import dev.keeptrail.repl.run.ReplayShare;
import dev.keeptrail.repl.run.UnfitStateException;

/**
 * What came of some rows, as it is carried over: a line with the number of exchanges without a
 * price, and the share of the report.
 */
record Share(long unpriced, ReplayShare judged) {
  static Share empty(int maxFlips) {
    return new Share(0, ReplayShare.empty(maxFlips));
  }

  static Share read(String text, int maxFlips) throws UnfitStateException {
    int end = text.indexOf('\n');
    try {
      return new Share(
          Long.parseLong(text.substring(0, Math.max(0, end))),
          ReplayShare.read(text.substring(end + 1), maxFlips));
    } catch (NumberFormatException _) {
      throw new UnfitStateException("it is no share of a replay of this version");
    }
  }

  /** Takes the judged part of the other into this one's. */
  Share plus(Share other) {
    judged.add(other.judged);
    return new Share(unpriced + other.unpriced, judged);
  }

  String text() {
    return unpriced + "\n" + judged.text();
  }
}
