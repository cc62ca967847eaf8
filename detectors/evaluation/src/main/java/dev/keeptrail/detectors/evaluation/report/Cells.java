package dev.keeptrail.detectors.evaluation.report;

import java.util.Locale;

/** Cells as people read them. */
final class Cells {
  private Cells() {}

  static String text(Cell cell) {
    return switch (cell) {
      case Cell.Words words -> words.text();
      case Cell.Count count -> String.format(Locale.ROOT, "%,d", count.value());
      case Cell.Measure number -> decimal(number.value(), number.decimals());
      case Cell.Share share -> share(share);
      case Cell.Nothing _ -> "";
    };
  }

  static boolean isNumeric(Cell cell) {
    return !(cell instanceof Cell.Words);
  }

  private static String share(Cell.Share share) {
    String value = percent(share.hits() / (double) share.total());
    if (!share.withInterval()) {
      return value;
    }
    Interval interval = Interval.of(share.hits(), share.total());
    return value + " (" + percent(interval.low()) + "-" + percent(interval.high()) + ")";
  }

  /** Small shares keep the digits in which they differ. */
  private static String percent(double share) {
    boolean small = share > 0 && share < 0.005;
    return decimal(100 * share, small ? 3 : 1);
  }

  private static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
