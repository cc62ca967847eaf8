package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Locale;

/**
 * Tells an order to do something unasked or unseen from one that forbids it: {@code never push
 * without asking}. A prohibition reaches to the end of its clause. Stateless.
 */
final class Prohibitions {
  /** How far in front of a word the clause may begin. */
  private static final int REACH = 60;

  private static final List<String> PROHIBITIONS =
      List.of(
          "never ",
          "not ",
          "n't ",
          "avoid ",
          "nie ",
          "niemals ",
          "nicht ",
          "jamais ",
          "nunca ",
          "никогда ",
          "不要",
          "禁止",
          "不得");

  /** What is forbidden so is not to do it. */
  private static final List<String> URGES =
      List.of("forget", "hesitate", "fail", "refuse", "worry", "wait", "ask", "stop", "only");

  private Prohibitions() {}

  /** Whether the clause in front of a word that begins there forbids it. */
  static boolean govern(ScannedText text, int start) {
    int from = start;
    while (from > 0 && start - from < REACH && !ends(text.charAt(from - 1))) {
      from--;
    }
    if (from == start) {
      return false;
    }
    String clause = text.subSequence(from, start).toLowerCase(Locale.ROOT);
    return PROHIBITIONS.stream().anyMatch(word -> forbids(clause, word));
  }

  private static boolean forbids(String clause, String word) {
    int at = clause.lastIndexOf(word);
    if (at < 0) {
      return false;
    }
    String behind = clause.substring(at + word.length());
    return URGES.stream().noneMatch(behind::startsWith);
  }

  private static boolean ends(char c) {
    return switch (c) {
      case '.', ',', ';', ':', '!', '?', '\n', '|', '(', '—', '。', '，', '；' -> true;
      default -> false;
    };
  }
}
