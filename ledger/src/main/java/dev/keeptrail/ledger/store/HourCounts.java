package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.integrity.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows of one hour. Immutable. */
final class HourCounts {
  static final HourCounts NONE = new HourCounts(Map.of());

  private static final String FORMAT = "keeptrail-counts-1";

  private final Map<TallyRow, TallySums> rows;

  private HourCounts(Map<TallyRow, TallySums> rows) {
    this.rows = rows;
  }

  static HourCounts of(Map<TallyRow, TallySums> rows) {
    return new HourCounts(Map.copyOf(rows));
  }

  HourCounts plus(HourCounts more) {
    Map<TallyRow, TallySums> sum = new HashMap<>(rows);
    more.rows.forEach((row, sums) -> sum.merge(row, sums, TallySums::plus));
    return new HourCounts(sum);
  }

  /**
   * What is left without these. A row that comes to nothing is not in it, unless it did already:
   * nobody writes such a row.
   */
  HourCounts minus(HourCounts less) {
    Map<TallyRow, TallySums> left = new HashMap<>(rows);
    less.rows.forEach((row, sums) -> {
      TallySums rest = left.getOrDefault(row, TallySums.NONE).minus(sums);
      if (rest.equals(TallySums.NONE)) {
        left.remove(row);
      } else {
        left.put(row, rest);
      }
    });
    return new HourCounts(left);
  }

  boolean isNone() {
    return rows.isEmpty();
  }

  /** The kinds of which there is a row. */
  Set<String> kinds() {
    return rows.keySet().stream()
        .map(TallyRow::kind)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The kinds of which a row has less than nothing. */
  Set<String> kindsBelowZero() {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().isBelowZero())
        .map(row -> row.getKey().kind())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The models that are counted under their own names, and the word for all others. */
  Set<String> models() {
    return rows.keySet().stream()
        .filter(row -> row.kind().equals(TallyKind.MODEL.word()))
        .map(TallyRow::name)
        .collect(Collectors.toSet());
  }

  long events() {
    // Every event has a provider.
    return rows.entrySet().stream()
        .filter(row -> row.getKey().kind().equals(TallyKind.PROVIDER.word()))
        .mapToLong(row -> row.getValue().events())
        .sum();
  }

  /**
   * What a notice says them by.
   *
   * @param hour since 1970
   */
  String digest(long hour) {
    var lines = new TreeSet<byte[]>(Arrays::compareUnsigned);
    rows.forEach((row, sums) -> lines.add(line(row, sums)));
    byte[][] parts = new byte[lines.size() + 1][];
    parts[0] = (FORMAT + "\n" + hour + "\n").getBytes(StandardCharsets.UTF_8);
    int at = 1;
    for (byte[] line : lines) {
      parts[at++] = line;
    }
    return ContentDigest.of(parts);
  }

  /** Texts come with their length, because callers choose some of them. */
  private static byte[] line(TallyRow row, TallySums sums) {
    return (text(row.kind())
            + text(row.name())
            + text(row.verdict())
            + sums.events()
            + " "
            + sums.tokens()
            + " "
            + sums.microUsd()
            + " "
            + sums.unpriced()
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
  }
}
