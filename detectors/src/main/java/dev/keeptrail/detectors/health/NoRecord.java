package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.text.LabelledDetector;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Short words for records of patients that are something else: members of programs that count
 * processes, as in {@code max_threads_per_proc: 1500}, and initials in front of the number of an
 * issue, as in {@code (N. Roy HN) [#36206]}.
 */
final class NoRecord implements LabelledDetector.Refusal {
  private static final int SHORT = 2;
  private static final String PROCESS = "proc";

  @Override
  public boolean refuses(ScannedText text, int label, LabelledValue value) {
    return isMember(text, label) || isIssue(text, label, value);
  }

  private static boolean isMember(ScannedText text, int label) {
    char before = text.at(label - 1);
    for (int i = 0; i < PROCESS.length(); i++) {
      if (text.at(label + i) != PROCESS.charAt(i)) {
        return false;
      }
    }
    return before == '.' || before == '_' || before == '/';
  }

  private static boolean isIssue(ScannedText text, int label, LabelledValue value) {
    return text.at(value.start() - 1) == '#' && text.at(label + SHORT) == ')';
  }
}
