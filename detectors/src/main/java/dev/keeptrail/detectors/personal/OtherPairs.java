package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.DrawnPath;
import dev.keeptrail.detectors.text.HexRow;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * Groups of digits that are dialled by nobody: a ZIP code with its four further places behind a
 * state ({@code MA 02110-1301}), from when until when ({@code 0800-1200}), a standard with its year
 * ({@code GB/T 7714-2015}), numbers that count on ({@code 0391 0392 0393}), and those of drawings.
 */
final class OtherPairs {
  private static final int MAX_GAP = 6;
  private static final int QUARTER = 15;
  private static final int MINUTES = 60;
  private static final int DAY = 2_400;
  private static final int LEAST_OF_COUNT = 3;
  private static final int MOST_OF_COUNT = 5;
  private static final int MOST_STEP = 16;
  private static final int CODE = 4;
  private static final int YEAR = 4;
  private static final int FIRST_YEAR = 1_950;
  private static final int DAY_GROUPS = 3;
  private static final int MOST_OF_VERSION = 4;
  private static final int LAST_YEAR = 2_059;

  private static final WordTable PAGES =
      WordTable.of(List.of("pp", "pages", "years", "jahre", "seiten", "págs", "anni", "années"));

  private OtherPairs() {}

  /** Whether they are; with a prefix of calls abroad only a dump is. */
  static boolean isOne(NumberGroups groups, boolean abroad) {
    return HexRow.holds(groups.text(), groups.start(), groups.end()) || (!abroad && isOne(groups));
  }

  private static boolean isOne(NumberGroups groups) {
    return isCount(groups)
        || DrawnPath.holds(groups.text(), groups.start(), groups.end())
        || areCodePoints(groups)
        || isBehindNumber(groups)
        || (groups.count() == 2
            && groups.gap(0).equals("-")
            && ((groups.hasSizes(5, 4) && isBehindState(groups.text(), groups.start()))
                || isStandard(groups)
                || (groups.hasSizes(4, 4)
                    && (isSpan(groups) || PAGES.before(groups.text(), groups.start(), MAX_GAP)))));
  }

  /**
   * A day behind a number of something else: {@code .TH LS 1 2024-03-28}, {@code 0.1.1 /
   * 2017-09-10}.
   */
  static boolean isBehindNumber(NumberGroups groups) {
    int year = groups.count() - DAY_GROUPS;
    if (year < 1
        || groups.size(year) != YEAR
        || groups.size(year + 1) != 2
        || groups.size(year + 2) != 2
        || groups.gap(year - 1).equals("-")
        || !groups.gap(year).equals("-")
        || !groups.gap(year + 1).equals("-")) {
      return false;
    }
    int before = 0;
    for (int group = 0; group < year; group++) {
      before += groups.size(group);
    }
    int number = Integer.parseInt(groups.joined(), before, before + YEAR, 10);
    return before <= MOST_OF_VERSION && number >= FIRST_YEAR && number <= LAST_YEAR;
  }

  /** As tables of characters have them: {@code 0435 0308}. */
  private static boolean areCodePoints(NumberGroups groups) {
    String digits = groups.joined();
    boolean all = groups.count() >= 2;
    for (int group = 0; group < groups.count(); group++) {
      all &=
          groups.size(group) == CODE
              && digits.charAt(Math.min(digits.length() - 1, CODE * group)) == '0';
      all &= group == 0 || groups.gap(group - 1).equals(" ");
    }
    return all;
  }

  /** Each a little more than the one before, as code points and pages are listed. */
  private static boolean isCount(NumberGroups groups) {
    int size = groups.size(0);
    if (groups.count() < 2 || size < LEAST_OF_COUNT || size > MOST_OF_COUNT) {
      return false;
    }
    String digits = groups.joined();
    for (int group = 1; group < groups.count(); group++) {
      if (groups.size(group) != size) {
        return false;
      }
      int at = group * size;
      int before = Integer.parseInt(digits, at - size, at, 10);
      int step = Integer.parseInt(digits, at, at + size, 10) - before;
      if (step < 1 || step > MOST_STEP) {
        return false;
      }
    }
    return true;
  }

  /** A number behind a name in capitals, and the year of its edition. */
  private static boolean isStandard(NumberGroups groups) {
    if (groups.size(1) != YEAR) {
      return false;
    }
    ScannedText text = groups.text();
    int name = groups.start() - 1;
    int year = Integer.parseInt(groups.joined(), groups.size(0), groups.size(0) + YEAR, 10);
    return year >= FIRST_YEAR
        && year <= LAST_YEAR
        && text.at(name) == ' '
        && isCapital(text.at(name - 1))
        && (isCapital(text.at(name - 2)) || text.at(name - 2) == '/');
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
