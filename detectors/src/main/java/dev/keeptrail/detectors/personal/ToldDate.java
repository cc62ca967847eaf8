package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/**
 * Dates that only a word of birth in front makes one: {@code 25APR72} as tickets have them, and
 * {@code 30 08 1989} as cards do. Stateless.
 */
final class ToldDate {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final double SCORE = 0.85;

  private ToldDate() {}

  /** Reports the date that starts with this run of digits; returns its end, or -1. */
  static int report(ScannedText text, int start, int floor, FindingSink sink) {
    int end = ticket(text, start);
    end = end < 0 ? spaced(text, start) : end;
    boolean free = end > 0 && !CharacterKinds.isAsciiAlphanumeric(text.at(end));
    if (!free || text.insideWord(start) || !DateDetector.isNamed(text, start, floor)) {
      return -1;
    }
    sink.add(start, end, "pii.birth_date", "DATE_OF_BIRTH", SCORE, Evidence.CONTEXT);
    return end;
  }

  private static int ticket(ScannedText text, int start) {
    int month = digits(text, start, 2);
    if (month - start < 1 || !CharacterKinds.isAsciiLetter(text.at(month))) {
      return -1;
    }
    for (int i = month; i < month + 3; i++) {
      if (!CharacterKinds.isAsciiLetter(text.at(i))) {
        return -1;
      }
    }
    boolean named = MONTHS.contains(CaseFolding.fold(text.subSequence(month, month + 3)));
    int end = digits(text, month + 3, 4);
    int year = end - month - 3;
    return named && (year == 2 || year == 4) ? end : -1;
  }

  private static int spaced(ScannedText text, int start) {
    int first = digits(text, start, 2);
    int second = digits(text, first + 1, 2);
    int third = digits(text, second + 1, 4);
    boolean spaces = text.at(first) == ' ' && second > first + 1 && text.at(second) == ' ';
    return first - start == 2 && spaces && third - second == 5 && isYear(text, second + 1)
        ? third
        : -1;
  }

  private static boolean isYear(ScannedText text, int at) {
    return (text.at(at) == '1' && text.at(at + 1) == '9')
        || (text.at(at) == '2' && text.at(at + 1) == '0');
  }

  private static int digits(ScannedText text, int from, int most) {
    int at = from;
    while (at - from < most && CharacterKinds.isDigit(text.at(at))) {
      at++;
    }
    return at;
  }
}
