package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dates with the East Asian signs for year, month and day. Japanese years are counted from the
 * start of an era as well, whose name belongs to the date: {@code 昭和55年3月3日}, {@code 平成元年11月20日},
 * {@code 1980年(昭和55年)3月3日}. Stateless.
 */
final class EastAsianDate {
  private static final List<String> ERAS = List.of("明治", "大正", "昭和", "平成", "令和");
  private static final int ERA = 2;

  /** The first year of an era has a sign of its own in the place of a figure. */
  private static final String FIRST_YEAR = "元年";

  private EastAsianDate() {}

  /** Whether a figure in front of this sign may be the first one of such a date. */
  static boolean isSign(char c) {
    return c == '年' || c == '년' || c == '月';
  }

  /** The date whose first figure is this one, or null. */
  static @Nullable DateShape at(ScannedText text, int start, int end) {
    int from = startBefore(text, start);
    if (text.at(end) == '月') {
      boolean firstYear = start - from > ERA;
      return firstYear ? dayEnd(text, from, start) : null;
    }
    return dayEnd(text, from, afterOtherYear(text, end + 1));
  }

  /** Where the name of the era begins that stands right in front of a figure; else the figure. */
  static int startBefore(ScannedText text, int figure) {
    boolean first =
        text.at(figure - 1) == FIRST_YEAR.charAt(1) && text.at(figure - 2) == FIRST_YEAR.charAt(0);
    int end = first ? figure - FIRST_YEAR.length() : figure;
    return isEra(text, end - ERA) ? end - ERA : figure;
  }

  /** Behind the same year as the other calendar counts it, in parentheses. */
  private static int afterOtherYear(ScannedText text, int from) {
    char open = text.at(from);
    if (open != '(' && open != '（') {
      return from;
    }
    int figure = isEra(text, from + 1) ? from + 1 + ERA : from + 1;
    int end = text.at(figure) == '元' ? figure + 1 : DateShape.digitsEnd(text, figure);
    char close = text.at(end + 1);
    boolean year = end > figure && text.at(end) == '年' && (close == ')' || close == '）');
    return year ? end + 2 : from;
  }

  private static @Nullable DateShape dayEnd(ScannedText text, int begin, int next) {
    int at = DateShape.skipSpaces(text, next);
    int month = DateShape.digitsEnd(text, at);
    char sign = text.at(month);
    if (month == at || month - at > 2 || (sign != '月' && sign != '월')) {
      return null;
    }
    at = DateShape.skipSpaces(text, month + 1);
    int day = DateShape.digitsEnd(text, at);
    boolean whole = day > at && (text.at(day) == '日' || text.at(day) == '일' || text.at(day) == '号');
    return new DateShape(begin, whole ? day + 1 : month + 1, DateShape.SURE);
  }

  private static boolean isEra(ScannedText text, int at) {
    for (String era : ERAS) {
      if (text.at(at) == era.charAt(0) && text.at(at + 1) == era.charAt(1)) {
        return true;
      }
    }
    return false;
  }
}
