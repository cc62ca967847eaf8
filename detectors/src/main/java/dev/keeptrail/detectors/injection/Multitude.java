package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Source;

/**
 * What is taken from the margin of each window of long content. A text is flagged for its most
 * suspicious window, and of many windows one looks bad by chance: a rule file of ten pages has
 * fifty times the chances of a question. So much less than a rule weighs is taken that no padding
 * hides an order. What people write is left as it is: jailbreaks are long.
 */
final class Multitude {
  /** Texts of so many windows are like those that the margins were set by. */
  private static final double USUAL = 24;

  private static final double STEP = 0.25;
  private static final double MOST = 0.6;

  private Multitude() {}

  /** What is taken in a text of so many windows that comes from there. */
  static double of(Source source, int windows) {
    return switch (source) {
      case SYSTEM, DOCUMENT, TOOL_RESULT, TOOL_DEFINITION ->
          windows <= USUAL ? 0 : Math.min(MOST, STEP * Math.log(windows / USUAL));
      case USER, ASSISTANT, TOOL_ARGUMENTS, METADATA -> 0;
    };
  }
}
