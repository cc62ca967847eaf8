package dev.keeptrail.detectors.vehicle;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.Answer;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TagGap;
import java.util.Set;

/**
 * Licence plates, after a word that names them: up to four groups of capitals and digits, three to
 * ten characters together, with at least one digit. Right behind a word that means other things as
 * well, such as "vehicle", five characters or more, two letters and two digits among them. Every
 * country has shapes of its own, and most of them look like part numbers, so that a plate without
 * its label is not looked for, but for {@link ChinesePlate}.
 */
final class PlateDetector {
  private static final int MIN_SYMBOLS = 3;
  private static final int MAX_SYMBOLS = 10;
  private static final int MAX_FILLER = 24;
  private static final int MAX_GROUPS = 4;
  private static final int LONGEST = 18;
  private static final int LEAST_OF_EACH = 2;
  private static final int MIN_WEAK = 5;
  private static final int NEXT = 4;
  private static final int NAMED = ContextWords.anchors("plate").size();

  private PlateDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "plate",
            2,
            Set.of("pii.vehicle.plate"),
            LONGEST,
            new Trigger(ContextWords.anchors("plate", "plate_weak"), true, false),
            PlateDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int end = hits.end(hit);
      if (end >= taken && LabelledValue.isLabel(text, hits.start(hit), end)) {
        boolean named = hits.anchor(hit) < NAMED;
        taken = Math.max(taken, named ? search(text, end, sink) : next(text, end, sink));
      }
    }
  }

  /** Tries each word closely behind the label; returns where the search ended. */
  private static int search(ScannedText text, int labelEnd, FindingSink sink) {
    int from = Math.max(labelEnd, Answer.after(text, labelEnd));
    boolean words = false;
    boolean below = false;
    int at = from;
    while (at < text.length() && at - from <= MAX_FILLER) {
      int markup = text.charAt(at) == '<' && from == labelEnd ? TagGap.after(text, at) : at;
      if (markup > at) {
        from = markup;
        at = markup;
      }
      int uncased = UncasedPlate.end(text, at);
      if (uncased > 0 || (isSymbol(text.at(at)) && !text.insideWord(at))) {
        int end = uncased > 0 ? uncased : plateEnd(text, at);
        if (end > 0 && below && text.at(end) >= ' ') {
          // WHY: the row below a heading begins with its first cell, whatever the heading is.
          break;
        }
        if (end > 0) {
          sink.add(at, end, "pii.vehicle.plate", "LICENSE_PLATE", 0.75, Evidence.CONTEXT);
          return end;
        }
      }
      words |= Character.isLetter(text.at(at));
      if (text.at(at) == '\n') {
        if (words || text.at(at + 1) == '\n') {
          break;
        }
        below = true;
      }
      at++;
    }
    return labelEnd;
  }

  /** Takes the word right behind a label that may mean something else; returns where it ended. */
  private static int next(ScannedText text, int labelEnd, FindingSink sink) {
    int at = labelEnd;
    while (at - labelEnd < NEXT && ".:=, \"".indexOf(text.at(at)) >= 0) {
      at++;
    }
    // WHY: a dot alone parts the members of a program.
    boolean member = at == labelEnd + 1 && text.at(labelEnd) == '.';
    int end = at > labelEnd && !member && !text.insideWord(at) ? plateEnd(text, at) : -1;
    if (end < 0 || !isMixed(text, at, end)) {
      return labelEnd;
    }
    sink.add(at, end, "pii.vehicle.plate", "LICENSE_PLATE", 0.7, Evidence.CONTEXT);
    return end;
  }

  private static boolean isMixed(ScannedText text, int start, int end) {
    int letters = 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += CharacterKinds.isDigit(text.charAt(i)) ? 1 : 0;
      letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
    }
    return letters >= LEAST_OF_EACH && digits >= LEAST_OF_EACH && letters + digits >= MIN_WEAK;
  }

  private static int plateEnd(ScannedText text, int start) {
    int at = start;
    int symbols = 0;
    int digits = 0;
    int end = -1;
    for (int group = 0; group < MAX_GROUPS; group++) {
      int from = at;
      while (isSymbol(text.at(at)) || isKorean(text, at)) {
        digits += CharacterKinds.isDigit(text.at(at)) ? 1 : 0;
        symbols++;
        at++;
      }
      if (at == from || symbols > MAX_SYMBOLS || CharacterKinds.joinsWord(text.at(at))) {
        break;
      }
      end = digits > 0 && symbols >= MIN_SYMBOLS ? at : end;
      boolean joined = text.at(at) == '-' || text.at(at) == ' ' || text.at(at) == '·';
      if (!joined) {
        break;
      }
      at++;
    }
    return end;
  }

  /** One syllable between digits, as in {@code 12가3456}. */
  private static boolean isKorean(ScannedText text, int at) {
    char c = text.at(at);
    return c >= 0xAC00
        && c <= 0xD7A3
        && CharacterKinds.isDigit(text.at(at - 1))
        && CharacterKinds.isDigit(text.at(at + 1));
  }

  /** Capitals of any script: Cyrillic plates and the characters in front of Chinese ones count. */
  private static boolean isSymbol(char c) {
    return CharacterKinds.isDigit(c) || Character.isUpperCase(c) || ChinesePlate.isProvince(c);
  }
}
