package dev.keeptrail.detectors.evaluation.report;

/** The interval that holds a share with 95 % confidence, by Wilson's score (1927). */
record Interval(double low, double high) {
  private static final double Z = 1.959964;

  static Interval of(long hits, long total) {
    double n = total;
    double share = hits / n;
    double centre = share + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return new Interval(
        Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
  }
}
