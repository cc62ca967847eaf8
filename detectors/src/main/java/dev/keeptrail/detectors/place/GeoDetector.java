package dev.keeptrail.detectors.place;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.DrawnPath;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Places on the globe: latitude and longitude as a pair of decimals or in degrees, minutes and
 * seconds, each within its bounds, and full plus codes. A pair of decimals needs four decimal
 * places (some eleven metres), points of the compass, or a word such as "coordinates".
 */
final class GeoDetector {
  private static final int REACH = 40;
  private static final String SEPARATORS = ",;/ \t\":=&";
  private static final int TELLING_PLACES = 4;
  private static final int MAX_LENGTH = 64;
  private static final String SYMBOLS = "23456789CFGHJMPQRVWX";
  private static final WordTable WORDS = ContextWords.table("geo");

  /** What pairs of decimals are besides, in programs: places on a screen, weights, measures. */
  private static final WordTable OTHERS = ContextWords.table("geo_not");

  /** How far such a word may stand in front of a list for the pairs in it. */
  private static final int LIST = 100;

  private static final String LIST_SIGNS = ".,;-+ \t\n[](){}";

  private GeoDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "geo", 1, Set.of("pii.geo"), MAX_LENGTH, Trigger.onDigitRuns(), GeoDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      int digit = hits.digitRunStart(run);
      int size = hits.digitRunEnd(run) - digit;
      if (digit < taken || size > 3) {
        taken = Math.max(taken, plusCode(text, hits, run, taken, sink));
        continue;
      }
      Angle latitude =
          isTelling(text, hits.digitRunEnd(run))
              ? Angle.at(text, signStart(text, digit, taken), 90)
              : null;
      int end = latitude == null ? -1 : pair(text, latitude, sink);
      taken = Math.max(taken, end >= 0 ? end : plusCode(text, hits, run, taken, sink));
    }
  }

  /** Decimals or a degree sign follow. */
  private static boolean isTelling(ScannedText text, int end) {
    char c = text.at(end);
    return c == '°'
        || (c == '.' && CharacterKinds.isDigit(text.at(end + 1)))
        || (c == ' ' && text.at(end + 1) == '°');
  }

  private static int signStart(ScannedText text, int digit, int floor) {
    char c = text.at(digit - 1);
    boolean sign = (c == '-' || c == '+') && digit - 1 >= floor;
    int start = sign ? digit - 1 : digit;
    char compass = Character.toUpperCase(text.at(start - 1));
    boolean named =
        (compass == 'N' || compass == 'S') && !CharacterKinds.joinsWord(text.at(start - 2));
    return named ? start - 1 : start;
  }

  private static boolean isShare(ScannedText text, int start) {
    int at = text.at(start) == '-' || text.at(start) == '+' ? start + 1 : start;
    return text.at(at) == '0' && text.at(at + 1) == '.';
  }

  /** Reports the pair that starts with this latitude; returns its end, or -1. */
  private static int pair(ScannedText text, Angle latitude, FindingSink sink) {
    if (CharacterKinds.joinsWord(text.at(latitude.start() - 1))
        || text.at(latitude.start() - 1) == '.') {
      return -1;
    }
    int next = separatorEnd(text, latitude.end());
    Angle longitude = next < 0 ? null : Angle.at(text, next, 180);
    if (longitude == null || goesOn(text, longitude.end())) {
      return -1;
    }
    if (latitude.compass() != longitude.compass()) {
      return -1;
    }
    boolean named = WORDS.before(text, latitude.start(), REACH);
    boolean precise = latitude.places() >= TELLING_PLACES && longitude.places() >= TELLING_PLACES;
    boolean shaped = latitude.compass() || precise;
    // WHY: nobody lives there, and shares and weights are all below one.
    if (!named && isShare(text, latitude.start()) && isShare(text, longitude.start())) {
      return -1;
    }
    boolean decimals =
        latitude.places() > 0
            && longitude.places() > 0
            && !areColumns(text, latitude.end(), longitude.start());
    if (!shaped && !(named && decimals)) {
      return -1;
    }
    if (!named && !latitude.compass() && isOther(text, latitude, longitude)) {
      return longitude.end();
    }
    Evidence evidence = named ? Evidence.CONTEXT : Evidence.PATTERN;
    double score = named ? 0.9 : latitude.compass() ? 0.85 : 0.7;
    sink.add(latitude.start(), longitude.end(), "pii.geo", "COORDINATES", score, evidence);
    return longitude.end();
  }

  /** Columns of a listing stand apart by several blanks and nothing else. */
  private static boolean areColumns(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) != ' ') {
        return false;
      }
    }
    return to - from > 1;
  }

  /** One number twice, as in {@code 5.000000,5.000000}. */
  private static boolean areEqual(ScannedText text, Angle latitude, Angle longitude) {
    String first = text.subSequence(latitude.start(), latitude.end());
    return first.equals(text.subSequence(longitude.start(), longitude.end()));
  }

  /** A part of a longer row or of a drawing, or what a word of programs before the list says. */
  private static boolean isOther(ScannedText text, Angle latitude, Angle longitude) {
    char sign = text.at(latitude.end());
    return areEqual(text, latitude, longitude)
        || DrawnPath.holds(text, latitude.start(), longitude.end())
        || isNumberBehind(text, sign, longitude.end())
        || isNumberBefore(text, sign, latitude.start())
        || OTHERS.before(text, listStart(text, latitude.start()), REACH);
  }

  /** Whether the sign of the pair parts it from a third number that is as precise. */
  private static boolean isNumberBehind(ScannedText text, char sign, int end) {
    int at = signEnd(text, sign, end, 1);
    Angle third = at == end ? null : Angle.at(text, at, 180);
    return third != null && third.places() >= TELLING_PLACES;
  }

  private static boolean isNumberBefore(ScannedText text, char sign, int start) {
    int end = signEnd(text, sign, start - 1, -1);
    int at = end;
    while (CharacterKinds.isDigit(text.at(at))) {
      at--;
    }
    return end < start - 1 && end - at >= TELLING_PLACES && text.at(at) == '.';
  }

  /** Over one such sign and blanks, in either direction; the position itself if there is none. */
  private static int signEnd(ScannedText text, char sign, int from, int step) {
    int at = from;
    boolean parted = false;
    while (text.at(at) == ' ' || (text.at(at) == sign && !parted)) {
      parted |= text.at(at) == sign;
      at += step;
    }
    return parted ? at : from;
  }

  /** Where the numbers, brackets, signs and single letters begin that stand in front. */
  private static int listStart(ScannedText text, int start) {
    int at = start;
    while (at > 0 && start - at < LIST && isOfList(text, at - 1)) {
      at--;
    }
    return at;
  }

  private static boolean isOfList(ScannedText text, int at) {
    char c = text.charAt(at);
    boolean letter =
        CharacterKinds.isAsciiLetter(c) && !CharacterKinds.isAsciiLetter(text.at(at - 1));
    return CharacterKinds.isDigit(c)
        || LIST_SIGNS.indexOf(c) >= 0
        || (letter && !CharacterKinds.isAsciiLetter(text.at(at + 1)));
  }

  /** Over a comma, slash or spaces, perhaps with the name of the other half, to the next angle. */
  private static int separatorEnd(ScannedText text, int end) {
    int at = end;
    boolean parted = false;
    while (at - end < 20) {
      char c = text.at(at);
      if (SEPARATORS.indexOf(c) >= 0) {
        parted = true;
        at++;
      } else if (parted && isLongitudeName(text, at)) {
        at = WORDS.match(text, at, Math.min(text.length(), at + 12));
      } else {
        return parted ? at : -1;
      }
    }
    return -1;
  }

  private static boolean isLongitudeName(ScannedText text, int at) {
    return (text.at(at) | 32) == 'l'
        && WORDS.match(text, at, Math.min(text.length(), at + 12)) > at;
  }

  private static boolean goesOn(ScannedText text, int end) {
    char c = text.at(end);
    boolean decimal = (c == '.' || c == ',') && CharacterKinds.isDigit(text.at(end + 1));
    return CharacterKinds.joinsWord(c) || c == '%' || decimal;
  }

  /** A full Open Location Code: eight symbols, a plus sign, two or three more. */
  private static int plusCode(ScannedText text, Hits hits, int run, int floor, FindingSink sink) {
    int start = hits.digitRunStart(run);
    char next = text.at(hits.digitRunEnd(run));
    if (next != '+' && !isSymbol(next)) {
      return -1;
    }
    while (start > floor && hits.digitRunStart(run) - start < 8 && isSymbol(text.at(start - 1))) {
      start--;
    }
    int end = start;
    while (end - start < 8 && isSymbol(text.at(end))) {
      end++;
    }
    if (end - start != 8 || text.at(end) != '+' || CharacterKinds.joinsWord(text.at(start - 1))) {
      return -1;
    }
    int last = end + 1;
    while (last - end <= 3 && isSymbol(text.at(last))) {
      last++;
    }
    // The first symbol counts latitudes in steps of twenty degrees, the second longitudes.
    boolean onGlobe =
        SYMBOLS.indexOf(text.at(start)) < 9 && SYMBOLS.indexOf(text.at(start + 1)) < 18;
    boolean whole = last - end >= 3 && !CharacterKinds.joinsWord(text.at(last));
    if (!whole || !onGlobe) {
      return -1;
    }
    sink.add(start, last, "pii.geo", "COORDINATES", 0.75, Evidence.PATTERN);
    return last;
  }

  private static boolean isSymbol(char c) {
    return SYMBOLS.indexOf(c) >= 0;
  }
}
