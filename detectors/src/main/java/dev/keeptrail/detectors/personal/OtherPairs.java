package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * Two groups of digits with a hyphen that are dialled by nobody: a ZIP code with its four further
 * places behind a state ({@code MA 02110-1301}), and from when until when ({@code 0800-1200}).
 */
final class OtherPairs {
  private static final int MAX_GAP = 6;
  private static final int QUARTER = 15;
  private static final int MINUTES = 60;
  private static final int DAY = 2_400;

  private static final WordTable PAGES =
      WordTable.of(List.of("pp", "pages", "years", "jahre", "seiten", "págs", "anni", "années"));

  private OtherPairs() {}

  static boolean isOne(NumberGroups groups) {
    return groups.count() == 2
        && groups.gap(0).equals("-")
        && ((groups.hasSizes(5, 4) && isBehindState(groups.text(), groups.start()))
            || (groups.hasSizes(4, 4)
                && (isSpan(groups) || PAGES.before(groups.text(), groups.start(), MAX_GAP))));
  }

  private static boolean isBehindState(ScannedText text, int start) {
    int at = start;
    while (start - at < MAX_GAP && at > 0 && isGap(text.at(at - 1))) {
      at--;
    }
    return at < start
        && isCapital(text.at(at - 1))
        && isCapital(text.at(at - 2))
        && !CharacterKinds.joinsWord(text.at(at - 3));
  }

  /** In comments of programs a line begins with a sign. */
  private static boolean isGap(char c) {
    return Character.isWhitespace(c) || c == '#' || c == '*' || c == '/' || c == '.';
  }

  private static boolean isSpan(NumberGroups groups) {
    String digits = groups.joined();
    int from = Integer.parseInt(digits, 0, 4, 10);
    int to = Integer.parseInt(digits, 4, 8, 10);
    return from < to && isQuarter(from) && isQuarter(to);
  }

  private static boolean isQuarter(int time) {
    return time <= DAY && time % 100 < MINUTES && time % 100 % QUARTER == 0;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
