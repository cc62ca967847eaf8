package dev.keeptrail.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The middle and the ends of a few measurements of the same thing. */
record Spread(double median, double min, double max) {
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no measurements");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
  }

  /** The median, and the ends in brackets when there is more than one measurement. */
  String text() {
    return min == max
        ? number(median)
        : number(median) + " (" + number(min) + "-" + number(max) + ")";
  }

  /** Three significant digits where the number is small, whole numbers where it is large. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
