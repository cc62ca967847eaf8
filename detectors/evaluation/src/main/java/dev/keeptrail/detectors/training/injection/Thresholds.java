package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.Source;
import java.util.List;

/**
 * The margins above which one in a hundred and one in a thousand of the harmless development rows
 * lie that resemble what a source brings.
 */
record Thresholds(float hundredth, float thousandth) {
  private static final double HUNDREDTH = 0.01;
  private static final double THOUSANDTH = 0.001;

  /** Few rows say nothing reliable of one in a thousand, so that the two stay this far apart. */
  private static final float LEAST_DISTANCE = 1.2f;

  static Thresholds of(List<Scored> harmless, Head head, Source source) {
    double[] margins =
        harmless.stream()
            .filter(scored -> resembles(scored.example().row(), source))
            .mapToDouble(head::margin)
            .sorted()
            .toArray();
    float low = at(margins, HUNDREDTH);
    return new Thresholds(low, Math.max(low + LEAST_DISTANCE, at(margins, THOUSANDTH)));
  }

  private static float at(double[] margins, double rate) {
    return (float) margins[margins.length - 1 - (int) (rate * margins.length)];
  }

  /** Which corpora stand for which source. */
  private static boolean resembles(Row row, Source source) {
    return switch (source) {
      case USER, ASSISTANT, METADATA -> true;
      case TOOL_RESULT, DOCUMENT, TOOL_ARGUMENTS ->
          row.set().startsWith("pii-anon") || row.set().equals("ben-taubench");
      case SYSTEM, TOOL_DEFINITION ->
          !row.set().startsWith("pii-anon") && !row.set().equals("ben-clinc150");
    };
  }
}
