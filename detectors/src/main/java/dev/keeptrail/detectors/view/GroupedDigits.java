package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.DigitRows;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;

/**
 * Reads groups of digits that a stroke, a bar, a low line, an emoji, the next line of a quoted mail
 * or the next item of a list parts as if a space did; and two literals of code that are put
 * together afterwards as one.
 */
final class GroupedDigits {
  /** As far behind two literals as it is looked for where they are put together. */
  private static final int REACH = 160;

  /** As far before a row as a word says that its groups are numbers of their own. */
  private static final int COUNTS_REACH = 16;

  private static final int MAX_JOINT = 6;
  private static final int MAX_NAME = 24;
  private static final int MAX_LITERAL = 40;

  /** What stands around each group, or in front of each line of a list. */
  private static final String MARKS = "*-`<";

  private static final int CARD = 4;
  private static final int YEAR = 4;
  private static final int DAY = 2;

  /** Groups of a number of sixteen digits by threes. */
  private static final int THOUSANDS = 6;

  private static final String JOINTS = " +.&|{}$\"'#<:;";

  /** The words, read when the first row comes. */
  private static final class Words {
    static final WordTable COUNTS = ContextWords.table("counts");
  }

  private final ScannedText text;
  private final Edits edits;
  private int taken;

  private GroupedDigits(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList places = cues.places(Cue.GROUPED);
    if (!places.isEmpty()) {
      new GroupedDigits(found).read(places);
    }
  }

  private void read(IntList places) {
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      char c = text.at(place);
      if (place < taken) {
        continue;
      }
      if (CharacterKinds.isDigit(c)) {
        row(place);
      } else if (c == '"' || c == '\'') {
        literals(place);
      } else {
        int end = groupStart(place);
        if (!isDate(end)) {
          edits.replace(place, end, ' ', View.SPACED);
        }
        taken = end;
      }
    }
    edits.read();
  }

  private int groupEnd(int start) {
    int end = start;
    while (CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Where the next group starts behind what parts it from the one that ends here; or -1. */
  private int groupStart(int end) {
    int reach = text.at(end) == '<' ? DigitRows.MAX_TAGS : DigitRows.MAX_GAP;
    for (int at = end; at - end <= reach; at++) {
      if (CharacterKinds.isDigit(text.at(at)) && !isListNumber(at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isListNumber(int at) {
    int end = groupEnd(at);
    int start = at;
    while (CharacterKinds.isDigit(text.at(start - 1))) {
      start--;
    }
    return end - start <= 2
        && text.at(start - 1) == '\n'
        && (text.at(end) == '.' || text.at(end) == ')');
  }

  /** Takes the groups from here on, if nothing of their kind stands around them. */
  private void row(int start) {
    var gaps = new IntList();
    int end = groupEnd(start);
    int sign = 0;
    for (int next = groupStart(end); next > end; next = groupStart(end)) {
      int here = DigitRows.sign(text, end, next);
      if (here == 0 || (sign != 0 && here != sign) || isDate(next)) {
        break;
      }
      sign = here;
      gaps.add(end);
      gaps.add(next);
      end = groupEnd(next);
      if (gaps.size() / 2 == DigitRows.MAX_GROUPS) {
        // WHY: a longer row of numbers is none, and is not to be read again from each of them.
        taken = end;
        return;
      }
    }
    if (gaps.isEmpty()
        || !isWhole(gaps)
        || Words.COUNTS.before(text, start, COUNTS_REACH)
        || !standsAlone(start, end, text.charAt(signAt(gaps.get(0))))) {
      return;
    }
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      edits.replace(gaps.get(gap), gaps.get(gap + 1), ' ', View.SPACED);
    }
    taken = end;
  }

  /** {@code 2024-03-15}: lines of accounts and logs begin so, and numbers do not go on so. */
  private boolean isDate(int start) {
    int year = groupEnd(start);
    int month = groupEnd(year + 1);
    return year - start == YEAR
        && text.at(year) == '-'
        && month - year == DAY + 1
        && text.at(month) == '-'
        && groupEnd(month + 1) - month == DAY + 1;
  }

  /** Of signs that part numbers of any kind, one more number makes a list of them. */
  private boolean isWhole(IntList gaps) {
    char sign = text.charAt(signAt(gaps.get(0)));
    int groups = gaps.size() / 2 + 1;
    boolean thousands = sign == ',' && groups == THOUSANDS;
    return !DigitRows.partsLists(sign) || groups == CARD || thousands;
  }

  private int signAt(int gap) {
    int at = gap;
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** A row of a table, a path and a longer row of numbers go on with the sign. */
  private boolean standsAlone(int start, int end, char sign) {
    int before = start - 1;
    while (start - before <= 2 && text.at(before) == ' ') {
      before--;
    }
    int behind = end;
    while (behind - end <= 2 && text.at(behind) == ' ') {
      behind++;
    }
    boolean marks = MARKS.indexOf(sign) >= 0;
    return (marks || (text.at(before) != sign && text.at(behind) != sign))
        && !CharacterKinds.isDigit(text.at(end));
  }

  /** Two literals in variables, if a third place puts the variables together in this order. */
  private void literals(int end) {
    char quote = text.charAt(end);
    int next = end + 1;
    while (next - end <= DigitRows.MAX_ASSIGNMENT && text.at(next) != quote) {
      next++;
    }
    int equals = assignment(next);
    int close = next + 1;
    while (close - next <= MAX_LITERAL && text.at(close) != quote) {
      close++;
    }
    int open = end - 1;
    while (end - open <= MAX_LITERAL && text.at(open) != quote) {
      open--;
    }
    int first = assignment(open);
    if (equals <= end || first < 0 || text.at(close) != quote || text.at(open) != quote) {
      return;
    }
    String one = nameBefore(first);
    String other = nameBefore(equals);
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other) && areJoined(one, other, close)) {
      edits.drop(end, next + 1, View.SPACED);
      taken = next + 1;
    }
  }

  /** Place of the sign that assigns what the quote here opens, or -1. */
  private int assignment(int quote) {
    int at = quote - 1;
    while (quote - at <= 2 && text.at(at) == ' ') {
      at--;
    }
    return text.at(at) == '=' ? at : -1;
  }

  private String nameBefore(int equals) {
    int end = equals;
    while (equals - end <= 2 && (text.at(end - 1) == ' ' || text.at(end - 1) == ':')) {
      end--;
    }
    int start = end;
    while (end - start < MAX_NAME && isName(text.at(start - 1))) {
      start--;
    }
    return text.subSequence(start, end);
  }

  private static boolean isName(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '_';
  }

  private boolean areJoined(String one, String other, int from) {
    for (int at = from; at - from < REACH && at < text.length(); at++) {
      if (!isName(text.at(at - 1)) && isWord(one, at)) {
        int next = at + one.length();
        while (next - at - one.length() < MAX_JOINT && JOINTS.indexOf(text.at(next)) >= 0) {
          next++;
        }
        if (next > at + one.length() && isWord(other, next)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isWord(String word, int at) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return !isName(text.at(at + word.length()));
  }
}
