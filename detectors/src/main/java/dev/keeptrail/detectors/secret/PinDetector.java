package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passwords that are digits only: PINs and codes that are good for once. Their words stand closely
 * in front, with a sign, a verb or nothing between.
 */
final class PinDetector {
  private static final double SCORE = 0.65;
  private static final int LEAST = 4;
  private static final int MOST = 8;

  /** As many digits have postcodes of India, which are called PIN too. */
  private static final int POSTCODE = 6;

  private static final int HALF = 3;
  private static final int MAX_GAP = 40;
  private static final int MAX_WORDS = 3;
  private static final String ASSIGNING = ":：=";
  private static final String SIGNS = " \t:：=#-–→\"'`“”„«»「『」】(（[]*_";
  private static final List<String> PINS = ContextWords.anchors("pin");
  private static final List<String> CODES = ContextWords.anchors("one_time_code");
  private static final WordTable BETWEEN = ContextWords.table("as_of_now", "pin_code");
  private static final WordTable TELLS = ContextWords.table("tells");

  private PinDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "pin",
            1,
            Set.of(PlacedPassword.CATEGORY),
            MOST,
            Trigger.anchors(Stream.concat(PINS.stream(), CODES.stream()).toList()),
            PinDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int label = hits.start(hit);
      if (label < taken || !LabelledValue.isLabel(text, label, hits.end(hit))) {
        continue;
      }
      int start = valueStart(text, hits.end(hit));
      boolean pin = hits.anchor(hit) < PINS.size();
      int whole = digitsEnd(text, start);
      int end = whole > start ? whole : pin ? keypadEnd(text, start) : halvesEnd(text, start);
      if (end > start && !(pin && end - start == POSTCODE && text.at(label) < 128)) {
        PlacedPassword.report(text, start, end, SCORE, sink);
        taken = end;
      }
    }
  }

  /**
   * Where the digits should begin. Words that say which PIN it is may come before a colon or a
   * verb.
   */
  private static int valueStart(ScannedText text, int labelEnd) {
    int at = labelEnd;
    int words = 0;
    boolean told = true;
    while (at - labelEnd < MAX_GAP && words <= MAX_WORDS) {
      char c = text.at(at);
      int between = BETWEEN.match(text, at, labelEnd + MAX_GAP);
      int verb = TELLS.match(text, at, labelEnd + MAX_GAP);
      if (c != '\0' && SIGNS.indexOf(c) >= 0) {
        told |= ASSIGNING.indexOf(c) >= 0;
        at++;
      } else if (verb > at || between > at) {
        told |= verb > at;
        at = Math.max(verb, between);
      } else if (Character.isLetter(c) && text.at(at - 1) == ' ') {
        told = false;
        words++;
        at = wordEnd(text, at);
      } else {
        break;
      }
    }
    return told ? at : labelEnd;
  }

  /** Two times three digits, as codes are sent. */
  private static int halvesEnd(ScannedText text, int start) {
    int first = runEnd(text, start);
    boolean parted = text.at(first) == ' ' || text.at(first) == '-';
    int end = parted ? runEnd(text, first + 1) : start;
    boolean three = first - start == HALF && end - first - 1 == HALF;
    return three && !CharacterKinds.joinsWord(text.at(end)) && text.at(end) != '-' ? end : start;
  }

  private static int runEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MOST && CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Digits with a letter or a sign of the keypad, as locks at doors have. */
  private static int keypadEnd(ScannedText text, int start) {
    int end = start;
    int digits = 0;
    int others = 0;
    while (end - start <= MOST && isKey(text.at(end))) {
      boolean digit = CharacterKinds.isDigit(text.at(end));
      digits += digit ? 1 : 0;
      others += digit ? 0 : 1;
      end++;
    }
    char after = text.at(end);
    boolean further =
        CharacterKinds.joinsWord(after)
            || ("-./:,".indexOf(after) >= 0 && CharacterKinds.joinsWord(text.at(end + 1)));
    boolean fits = digits >= LEAST - 1 && (others == 1 || others == 2) && end - start >= LEAST;
    return fits && end - start <= MOST && !further ? end : start;
  }

  private static boolean isKey(char c) {
    return CharacterKinds.isDigit(c) || (c >= 'A' && c <= 'F') || c == '#' || c == '*';
  }

  /** Whether three digits stand here, as behind the comma of a large number. */
  private static boolean isThousands(ScannedText text, int start) {
    int end = runEnd(text, start);
    return end - start == HALF;
  }

  private static int wordEnd(ScannedText text, int start) {
    int end = start;
    while (end - start < MAX_GAP && (Character.isLetter(text.at(end)) || text.at(end) == '\'')) {
      end++;
    }
    return end;
  }

  /** The next of many numbers in a program, each with a word: {@code tan:13808780,teal:32896}. */
  private static boolean isField(ScannedText text, int comma) {
    int word = comma + 1;
    while (word - comma < MAX_GAP && text.at(word) >= 'a' && text.at(word) <= 'z') {
      word++;
    }
    return text.at(comma) == ','
        && word > comma + 1
        && text.at(word) == ':'
        && runEnd(text, word + 1) - word > HALF;
  }

  /** Where so many digits end as such codes have, and nothing goes on; else the start. */
  private static int digitsEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MOST && CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    int length = end - start;
    char after = text.at(end);
    boolean further =
        CharacterKinds.isAsciiAlphanumeric(after)
            || after == '%'
            || isField(text, end)
            || ("-./:_".indexOf(after) >= 0 && CharacterKinds.isDigit(text.at(end + 1)))
            || (after == ',' && isThousands(text, end + 1));
    return length < LEAST || length > MOST || (after != '\0' && further) ? start : end;
  }
}
