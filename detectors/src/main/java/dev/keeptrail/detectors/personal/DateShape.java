package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A calendar date as people write it: figures in any of the three usual orders, the name of a month
 * in many languages before or after the day, or the East Asian signs for year, month and day. A
 * time of day behind it belongs to it.
 *
 * @param score how sure it is that this is a date
 */
record DateShape(int start, int end, double score) {
  private static final int MAX_WORD = 14;
  private static final String NOT_BEFORE = "$€£@#%";
  static final double SURE = 0.8;
  private static final double LIKELY = 0.6;

  /** Tables that most texts never need. */
  private static final class Words {
    static final WordTable MONTHS = ContextWords.table("month");
    static final WordTable JOINTS =
        WordTable.of(List.of("de", "of", "del", "di", "do", "da", "d'"));
    static final WordTable ORDINALS =
        WordTable.of(List.of("st", "nd", "rd", "th", "er", "o", "a", "e"));
  }

  /** The date whose first figure is this digit run, or null. */
  static @Nullable DateShape at(ScannedText text, Hits hits, int run) {
    int start = hits.digitRunStart(run);
    int end = hits.digitRunEnd(run);
    int size = end - start;
    if (size > 4 || size == 3 || isInside(text, start)) {
      return null;
    }
    char next = text.at(end);
    if (EastAsianDate.isSign(next)) {
      return EastAsianDate.at(text, start, end);
    }
    DateShape yearFirst = size == 4 && mayJoin(next) ? yearThenMonth(text, start, end) : null;
    if (yearFirst != null) {
      return yearFirst;
    }
    if (next == '-' || next == '/' || next == '.') {
      DateShape figures = figures(text, start, end);
      if (figures != null) {
        return figures;
      }
    }
    DateShape named = size <= 2 && mayJoin(next) ? dayThenMonth(text, start, end) : null;
    if (named != null) {
      return named;
    }
    char before = text.at(start - 1);
    return isSpaceOrStop(before) ? monthThen(text, start, end) : null;
  }

  /** What can stand between a day and the name of its month. */
  private static boolean mayJoin(char c) {
    return c == ' ' || c == '.' || c == '-' || c == '/' || Character.isLetter(c);
  }

  private static boolean isInside(ScannedText text, int start) {
    char c = text.at(start - 1);
    boolean goesOn =
        (c == '.' || c == '-' || c == '/' || c == ':')
            && CharacterKinds.isDigit(text.at(start - 2));
    // WHY: in names of files and fields a low line parts words.
    boolean parted = c == '_' && Character.isLetter(text.at(start - 2));
    return (CharacterKinds.joinsWord(c) && !parted)
        || goesOn
        || (c != '\0' && NOT_BEFORE.indexOf(c) >= 0);
  }

  private static @Nullable DateShape figures(ScannedText text, int start, int firstEnd) {
    char sign = text.at(firstEnd);
    int second = afterSign(text, firstEnd);
    int secondEnd = digitsEnd(text, second);
    boolean third = text.at(secondEnd) == sign && secondEnd > second;
    if (!third) {
      return monthAndYear(text, start, firstEnd, second, secondEnd);
    }
    int last = afterSign(text, secondEnd);
    int lastEnd = digitsEnd(text, last);
    if (secondEnd - second > 2 || isGoingOn(text, lastEnd, sign)) {
      return null;
    }
    int one = number(text, start, firstEnd);
    int two = number(text, second, secondEnd);
    int three = number(text, last, lastEnd);
    boolean yearFirst = firstEnd - start == 4 && lastEnd - last <= 2 && lastEnd > last;
    if (yearFirst && isYear(one) && isMonth(two) && isDay(three)) {
      return new DateShape(start, timeEnd(text, lastEnd), SURE);
    }
    boolean days = (isMonth(one) && isDay(two)) || (isDay(one) && isMonth(two));
    boolean yearLast = firstEnd - start <= 2 && days;
    if (yearLast && lastEnd - last == 4 && isYear(three)) {
      return new DateShape(start, timeEnd(text, lastEnd), SURE);
    }
    boolean shortYear = yearLast && lastEnd - last == 2 && firstEnd - start > 0;
    return shortYear ? new DateShape(start, timeEnd(text, lastEnd), LIKELY) : null;
  }

  /** Over a sign, and over the space that some languages put behind a full stop. */
  private static int afterSign(ScannedText text, int sign) {
    return text.at(sign) == '.' && text.at(sign + 1) == ' ' ? sign + 2 : sign + 1;
  }

  private static @Nullable DateShape monthAndYear(
      ScannedText text, int start, int firstEnd, int second, int secondEnd) {
    boolean shape =
        text.at(firstEnd) == '/'
            && firstEnd - start <= 2
            && secondEnd - second == 4
            && isMonth(number(text, start, firstEnd))
            && isRecentYear(number(text, second, secondEnd))
            && !isGoingOn(text, secondEnd, '/');
    return shape ? new DateShape(start, secondEnd, LIKELY) : null;
  }

  private static boolean isGoingOn(ScannedText text, int end, char sign) {
    char c = text.at(end);
    boolean figure = (c == sign || c == '/') && CharacterKinds.isDigit(text.at(end + 1));
    boolean time = c == 'T' && CharacterKinds.isDigit(text.at(end + 1));
    return (CharacterKinds.joinsWord(c) && !time) || figure;
  }

  /** As in Hungarian: "1956. augusztus 3." */
  private static @Nullable DateShape yearThenMonth(ScannedText text, int start, int end) {
    int at = joint(text, end, ".-/ ");
    int month = Words.MONTHS.match(text, at, Math.min(text.length(), at + MAX_WORD));
    if (at == end || month < 0 || !isYear(number(text, start, end))) {
      return null;
    }
    int day = joint(text, month, ".-/ ");
    int dayEnd = digitsEnd(text, day);
    boolean shape =
        day > month
            && dayEnd - day <= 2
            && isDay(number(text, day, dayEnd))
            && !CharacterKinds.joinsWord(text.at(dayEnd));
    return shape ? new DateShape(start, timeEnd(text, dayEnd), SURE) : null;
  }

  private static @Nullable DateShape dayThenMonth(ScannedText text, int start, int end) {
    if (!isDay(number(text, start, end))) {
      return null;
    }
    int at = Words.ORDINALS.match(text, end, Math.min(text.length(), end + 2));
    at = joint(text, at > 0 ? at : end, ".-/ º");
    int month = Words.MONTHS.match(text, at, Math.min(text.length(), at + MAX_WORD));
    if (month < 0 || at == end) {
      return null;
    }
    int year = yearEnd(text, month);
    if (year > 0) {
      return new DateShape(start, timeEnd(text, year), SURE);
    }
    return Character.isUpperCase(text.charAt(at)) ? new DateShape(start, month, LIKELY) : null;
  }

  /** A month in front of the figure, which is a day with or without year, or a year. */
  private static @Nullable DateShape monthThen(ScannedText text, int start, int end) {
    int wordEnd = start;
    while (wordEnd > 0 && start - wordEnd < 2 && isSpaceOrStop(text.at(wordEnd - 1))) {
      wordEnd--;
    }
    if (!Character.isLetter(text.at(wordEnd - 1))) {
      return null;
    }
    int word = wordStart(text, wordEnd);
    boolean joint =
        text.at(word - 1) == ' '
            && Words.JOINTS.match(text, word, wordEnd) == wordEnd
            && end - start == 4;
    if (joint) {
      wordEnd = word - 1;
      word = wordStart(text, wordEnd);
    }
    boolean month =
        word < wordEnd
            && word >= 0
            && wordEnd < start
            && Words.MONTHS.match(text, word, wordEnd) == wordEnd;
    if (!month) {
      return null;
    }
    if (end - start == 4) {
      return isYear(number(text, start, end)) && !CharacterKinds.joinsWord(text.at(end))
          ? new DateShape(word, end, LIKELY)
          : null;
    }
    if (text.at(start - 1) == '-' && yearEnd(text, end) < 0) {
      return null;
    }
    if (!isDay(number(text, start, end))) {
      return null;
    }
    int ordinal = Words.ORDINALS.match(text, end, Math.min(text.length(), end + 2));
    int day = ordinal > 0 ? ordinal : end;
    int year = yearEnd(text, day);
    if (year > 0) {
      return new DateShape(word, timeEnd(text, year), SURE);
    }
    boolean capital = Character.isUpperCase(text.charAt(word));
    boolean free = !CharacterKinds.joinsWord(text.at(day)) && text.at(day) != '%';
    return capital && free ? new DateShape(word, day, LIKELY) : null;
  }

  /** Start of the name of a month, with or without a joining word, that ends before a figure. */
  static int monthBefore(ScannedText text, int trigger) {
    // WHY: the trigger may stand inside the word that joins a month to its year.
    int figure = Lead.TOKEN.start(text, trigger);
    int month = Math.min(monthEndingBefore(text, figure), monthEndingBefore(text, trigger));
    return Math.min(month, EastAsianDate.startBefore(text, trigger));
  }

  private static int monthEndingBefore(ScannedText text, int figure) {
    int end = figure;
    while (end > 0 && figure - end < 3 && isSpaceOrStop(text.at(end - 1))) {
      end--;
    }
    int word = wordStart(text, end);
    boolean joins = word < end && Words.JOINTS.match(text, word, end) == end;
    if (joins && text.at(word - 1) == ' ') {
      end = word - 1;
      word = wordStart(text, end);
    }
    return word < end && Words.MONTHS.match(text, word, end) > 0
        ? Math.min(word, figure)
        : Lead.TOKEN.start(text, figure);
  }

  private static int wordStart(ScannedText text, int wordEnd) {
    int word = wordEnd;
    while (wordEnd - word < MAX_WORD && Character.isLetter(text.at(word - 1))) {
      word--;
    }
    return word;
  }

  private static boolean isSpaceOrStop(char c) {
    return c == ' ' || c == '.' || c == '-' || c == '\t';
  }

  /** End of the year behind a day or month, over a comma or a joining word; -1 if none follows. */
  private static int yearEnd(ScannedText text, int from) {
    int at = joint(text, from, ",.-/ '");
    int end = digitsEnd(text, at);
    boolean long4 = end - at == 4 && isYear(number(text, at, end));
    boolean short2 = end - at == 2 && (text.at(at - 1) == '-' || text.at(at - 1) == '\'');
    boolean free = !CharacterKinds.joinsWord(text.at(end)) && text.at(end) != ':';
    return at > from && free && (long4 || short2) ? end : -1;
  }

  /** Over at most a few signs, one joining word, and further spaces. */
  private static int joint(ScannedText text, int from, String signs) {
    int at = from;
    while (at - from < 3 && at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int word = Words.JOINTS.match(text, at, Math.min(text.length(), at + 4));
    return word > 0 && at > from ? skipSpaces(text, word) : at;
  }

  /** End of a time of day behind a date, or the date's end if there is none. */
  private static int timeEnd(ScannedText text, int dateEnd) {
    int at = text.at(dateEnd) == 'T' || text.at(dateEnd) == ' ' ? dateEnd + 1 : dateEnd;
    int end = at;
    int parts = 0;
    while (parts < 3 && digitsEnd(text, end) == end + 2) {
      parts++;
      end += 2;
      if (text.at(end) != ':' || !CharacterKinds.isDigit(text.at(end + 1))) {
        break;
      }
      end++;
    }
    if (parts < 2 || at == dateEnd) {
      return dateEnd;
    }
    if (text.at(end) == '.' && CharacterKinds.isDigit(text.at(end + 1))) {
      end = digitsEnd(text, end + 1);
    }
    return zoneEnd(text, end);
  }

  private static int zoneEnd(ScannedText text, int end) {
    if (text.at(end) == 'Z') {
      return end + 1;
    }
    boolean sign = text.at(end) == '+' || text.at(end) == '-';
    int hours = sign ? digitsEnd(text, end + 1) : end;
    if (hours == end + 3 && text.at(hours) == ':' && digitsEnd(text, hours + 1) == hours + 3) {
      return hours + 3;
    }
    return hours == end + 5 ? hours : end;
  }

  static int skipSpaces(ScannedText text, int from) {
    return text.at(from) == ' ' ? from + 1 : from;
  }

  /** Where the digits that start here end; looks at most at five. */
  static int digitsEnd(ScannedText text, int from) {
    int end = from;
    while (end - from < 5 && CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  private static int number(ScannedText text, int start, int end) {
    return end > start ? Integer.parseInt(text, start, end, 10) : -1;
  }

  private static boolean isYear(int number) {
    return number >= 1850 && number <= 2150;
  }

  /** Years that people write together with a month only. */
  private static boolean isRecentYear(int number) {
    return number >= 1900 && number <= 2040;
  }

  private static boolean isMonth(int number) {
    return number >= 1 && number <= 12;
  }

  private static boolean isDay(int number) {
    return number >= 1 && number <= 31;
  }
}
