package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.MaskedValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Dates; those with a word of birth before or right after them are dates of birth. Eight digits in
 * one run are a date only after such a word.
 */
final class DateDetector {
  private static final int REACH = 40;
  private static final int SIX = 6;
  private static final int TIME = " 00:".length();
  private static final int MAX_GAP = 4;
  private static final int MONTHS = 12;
  private static final int DAYS = 31;
  private static final int MAX_LENGTH = 48;

  private DateDetector() {}

  /** The words, read when the first date comes. */
  private static final class Words {
    static final WordTable BIRTH = ContextWords.table("birth");
  }

  static Detector detector() {
    return new RuleDetector(
            "date",
            1,
            Set.of("pii.birth_date", "pii.date"),
            MAX_LENGTH,
            Trigger.onDigitRuns(),
            DateDetector::detect)
        .reaching(Reach.from(DateShape::monthBefore));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      if (hits.digitRunStart(run) < taken) {
        continue;
      }
      DateShape date = DateShape.at(text, hits, run);
      if (date == null) {
        int end = compact(text, hits, run, taken, sink);
        end = end < 0 ? ToldDate.report(text, hits.digitRunStart(run), taken, sink) : end;
        taken = Math.max(taken, end);
      } else if (date.start() >= taken) {
        add(text, date, taken, sink);
        taken = date.end();
      }
    }
  }

  private static void add(ScannedText text, DateShape date, int floor, FindingSink sink) {
    if (isOfBirth(text, date.start(), date.end(), floor) && !isOfMessage(text, date)) {
      sink.add(date.start(), date.end(), "pii.birth_date", "DATE_OF_BIRTH", 0.9, Evidence.CONTEXT);
    } else if (text.at(date.start() - 1) != '_') {
      sink.add(date.start(), date.end(), "pii.date", "DATE", date.score(), Evidence.PATTERN);
    }
  }

  private static boolean isOfBirth(ScannedText text, int start, int end, int floor) {
    if (hasBirthSign(text, start) || isNamed(text, start, floor)) {
      return true;
    }
    if (text.at(end) == '生' && !Character.isLetter(text.at(end + 1))) {
      return true;
    }
    int after = text.at(end) == ' ' || text.at(end) == '(' ? end + 1 : end;
    after = text.at(after) == '(' ? after + 1 : after;
    return Words.BIRTH.match(text, after, Math.min(text.length(), after + REACH)) > 0;
  }

  /** A star or a ring in front of a date is read as born; a star that begins a line is a list's. */
  private static boolean hasBirthSign(ScannedText text, int start) {
    int sign = text.at(start - 1) == ' ' ? start - 2 : start - 1;
    char before = text.at(sign - 1);
    boolean free = before == ' ' || before == '(' || before == ',';
    return switch (text.at(sign)) {
      case '°' -> free;
      case '*' -> free && text.at(sign - 2) != '*' && !startsLine(text, sign);
      default -> false;
    };
  }

  private static boolean startsLine(ScannedText text, int sign) {
    int at = sign - 1;
    while (sign - at < REACH && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at--;
    }
    return at < 0 || text.at(at) == '\n';
  }

  /** Behind a label at the end of a line: the time of day that a log begins the next one with. */
  private static boolean isOfMessage(ScannedText text, DateShape date) {
    if (!startsLine(text, date.start())) {
      return false;
    }
    int colon = date.start();
    while (colon < date.end() + TIME && text.at(colon) != ':' && text.at(colon) != '\n') {
      colon++;
    }
    char hour = text.at(colon - 1);
    boolean timed = text.at(colon) == ':' && CharacterKinds.isDigit(hour);
    return timed && !(hour == '0' && text.at(colon - 2) == '0');
  }

  /** Whether a word of birth stands in front. */
  static boolean isNamed(ScannedText text, int start, int floor) {
    int from = Math.max(floor, start - REACH);
    int end = Words.BIRTH.lastEnd(text, from, start);
    while (end >= 0
        && (isInitial(text, end, start) || isInHost(text, end) || isMasked(text, end))) {
      end = Words.BIRTH.lastEnd(text, from, end - 2);
    }
    return end >= 0;
  }

  /** The word names a date that was masked, or is the name of the mark itself. */
  private static boolean isMasked(ScannedText text, int end) {
    int at = end;
    while (at - end < MAX_GAP && " :=\t\"'-".indexOf(text.at(at)) >= 0 && text.at(at) != '\0') {
      at++;
    }
    return MaskedValue.end(text, at) > 0 || MaskedValue.holds(text, end - 1, end);
  }

  /** {@code ns.example.net}: short words for born end with a dot, and so do parts of hosts. */
  private static boolean isInHost(ScannedText text, int end) {
    int dot = text.at(end) == '.' ? end : end - 1;
    return text.at(dot) == '.' && Character.isLowerCase(text.at(dot + 1));
  }

  /**
   * The first letter of a second name or the last of an abbreviation, which is also short for born
   * where the date follows at once: {@code Ada S. Brandt}, {@code U.S. holiday on}.
   */
  private static boolean isInitial(ScannedText text, int end, int start) {
    return text.at(end - 1) == '.'
        && text.at(end - 2) == 'S'
        && (start - end > 1 || text.at(end - 3) == '.');
  }

  /** {@code 19850312} or {@code 12031985} after a word of birth; returns its end, or -1. */
  private static int compact(ScannedText text, Hits hits, int run, int floor, FindingSink sink) {
    int start = hits.digitRunStart(run);
    int end = hits.digitRunEnd(run);
    if (end - start == SIX && text.isWholeWord(start, end)) {
      return six(text, start, end, floor, sink);
    }
    if (end - start != 8 || !text.isWholeWord(start, end)) {
      return -1;
    }
    int one = Integer.parseInt(text, start, start + 2, 10);
    int two = Integer.parseInt(text, start + 2, start + 4, 10);
    int three = Integer.parseInt(text, start + 4, start + 6, 10);
    int four = Integer.parseInt(text, start + 6, end, 10);
    boolean yearFirst = (one == 19 || one == 20) && areDays(three, four);
    boolean yearLast = (three == 19 || three == 20) && areDays(one, two);
    boolean named = isNamed(text, start, floor);
    if (!named || !(yearFirst || yearLast)) {
      return -1;
    }
    sink.add(start, end, "pii.birth_date", "DATE_OF_BIRTH", 0.85, Evidence.CONTEXT);
    return end;
  }

  /** {@code 850312} or {@code 120385} right behind a word of birth; returns its end, or -1. */
  private static int six(ScannedText text, int start, int end, int floor, FindingSink sink) {
    int from = Math.max(floor, start - REACH);
    int word = Words.BIRTH.lastEnd(text, from, start);
    // WHY: numbers of persons begin so in many countries, with a sign before the rest.
    boolean goesOn = "-+./".indexOf(text.at(end)) >= 0 && CharacterKinds.isDigit(text.at(end + 1));
    if (word < 0 || goesOn || start - word > MAX_GAP || !areSigns(text, word, start)) {
      return -1;
    }
    int one = Integer.parseInt(text, start, start + 2, 10);
    int two = Integer.parseInt(text, start + 2, start + 4, 10);
    int three = Integer.parseInt(text, start + 4, end, 10);
    boolean yearFirst = two >= 1 && two <= MONTHS && three >= 1 && three <= DAYS;
    if (!yearFirst && !areDays(one, two)) {
      return -1;
    }
    sink.add(start, end, "pii.birth_date", "DATE_OF_BIRTH", 0.8, Evidence.CONTEXT);
    return end;
  }

  private static boolean areSigns(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (" :=\t\"'.".indexOf(text.charAt(at)) < 0) {
        return false;
      }
    }
    return to > from;
  }

  private static boolean areDays(int one, int two) {
    boolean small = one >= 1 && two >= 1 && one <= 31 && two <= 31;
    return small && (one <= 12 || two <= 12);
  }
}
