package dev.keeptrail.detectors.evaluation.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that were judged wrongly, at most so many of each group, in the order of the corpus. */
public final class Misses {
  private final int atMost;
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Miss> misses = new ArrayList<>();

  public Misses(int atMost) {
    this.atMost = atMost;
  }

  /** One of them. */
  private record Miss(String group, String place, String what, String excerpt) {}

  /** Notes a row, unless its group has enough of them. */
  public void add(String group, Object place, String what, String text) {
    if (atMost > 0 && counts.merge(group + "\0" + what, 1, Integer::sum) <= atMost) {
      misses.add(new Miss(group, String.valueOf(place), what, Excerpt.of(text)));
    }
  }

  /** Reports them, where there are any. */
  public void report(Report report) {
    if (misses.isEmpty()) {
      return;
    }
    var table = new Table("", "group", "what", "place", "text");
    for (Miss miss : misses) {
      table.add(
          Cell.of(miss.group()),
          Cell.of(miss.what()),
          Cell.of(miss.place()),
          Cell.of(miss.excerpt()));
    }
    report
        .section("Rows judged wrongly")
        .note("At most %d of each group and kind.".formatted(atMost))
        .table(table);
  }
}
