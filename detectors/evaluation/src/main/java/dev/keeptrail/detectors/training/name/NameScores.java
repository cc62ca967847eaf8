package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.name.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often found names are known ones: exactly, and by any common character. */
final class NameScores {
  private final Map<String, int[]> counts = new TreeMap<>();

  /** Known, found, exactly right; known ones touched, found ones touching. */
  void add(String source, List<LabelledText.Name> known, List<LabelledText.Name> found) {
    for (LabelledText.Name name : known) {
      int[] count = count(source, name.kind());
      count[0]++;
      count[2] += found.contains(name) ? 1 : 0;
      count[3] += found.stream().anyMatch(other -> touches(name, other)) ? 1 : 0;
    }
    for (LabelledText.Name name : found) {
      int[] count = count(source, name.kind());
      count[1]++;
      count[4] += known.stream().anyMatch(other -> touches(name, other)) ? 1 : 0;
    }
  }

  private static boolean touches(LabelledText.Name one, LabelledText.Name other) {
    return one.kind() == other.kind() && one.start() < other.end() && other.start() < one.end();
  }

  private int[] count(String source, Tag.Kind kind) {
    return counts.computeIfAbsent(source + " " + kind, key -> new int[5]);
  }

  String table() {
    var table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%-40s %6s %6s | exact P    R   F1 | overlap P  R   F1%n",
            "source and kind",
            "known",
            "found"));
    counts.forEach((name, count) -> table.append(line(name, count)));
    var sums = new TreeMap<String, int[]>();
    counts.forEach((name, count) -> {
      int[] sum = sums.computeIfAbsent(name.substring(0, name.indexOf(' ')), key -> new int[5]);
      for (int i = 0; i < 5; i++) {
        sum[i] += count[i];
      }
    });
    sums.forEach((name, count) -> table.append(line(name + " (all)", count)));
    return table.toString();
  }

  private static String line(String name, int[] count) {
    double precision = share(count[2], count[1]);
    double recall = share(count[2], count[0]);
    double loosePrecision = share(count[4], count[1]);
    double looseRecall = share(count[3], count[0]);
    return String.format(
        Locale.ROOT,
        "%-40s %6d %6d |  %.3f %.3f %.3f |  %.3f %.3f %.3f%n",
        name,
        count[0],
        count[1],
        precision,
        recall,
        harmonic(precision, recall),
        loosePrecision,
        looseRecall,
        harmonic(loosePrecision, looseRecall));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static double harmonic(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
