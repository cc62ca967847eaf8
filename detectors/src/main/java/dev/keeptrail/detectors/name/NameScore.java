package dev.keeptrail.detectors.name;

/**
 * The score that goes with a tagger's margin: the share of names right at such a margin, as
 * measured on corpora kept out of training, between whose points it is drawn straight.
 */
final class NameScore {
  /** Weaker names are not reported. */
  static final double LEAST = 0.5;

  private static final int[] MARGINS = {0, 60, 110, 200, 260, 330, 400, 530, 700, 1000};
  private static final double[] PERSON = {.5, .55, .6, .75, .82, .86, .9, .94, .97, .98};
  private static final double[] PLACE = {.2, .3, .35, .5, .55, .62, .7, .82, .9, .95};
  private static final double[] ORGANIZATION = {.2, .3, .4, .5, .6, .7, .78, .86, .92, .95};
  private static final double[] ADDRESS = {.7, .85, .92, .95, .97, .98, .98, .98, .98, .98};

  private NameScore() {}

  static double of(NameSpan span) {
    return switch (span.kind()) {
      case PERSON -> at(PERSON, span.margin());
      case PLACE -> at(PLACE, span.margin());
      case ORGANIZATION -> at(ORGANIZATION, span.margin());
      case ADDRESS -> at(ADDRESS, span.margin());
    };
  }

  private static double at(double[] scores, int margin) {
    for (int i = 1; i < MARGINS.length; i++) {
      if (margin < MARGINS[i]) {
        double way = (double) (margin - MARGINS[i - 1]) / (MARGINS[i] - MARGINS[i - 1]);
        return scores[i - 1] + way * (scores[i] - scores[i - 1]);
      }
    }
    return scores[scores.length - 1];
  }
}
