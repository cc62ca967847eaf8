package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads Morse code (ITU-R M.1677) written in full stops, middle dots or bullets and hyphens or low
 * lines, a space or a stroke after each letter.
 */
final class Morse {
  private static final int MIN_LETTERS = 5;

  /** One code in so many may be of no known sign: who reads it guesses, and so do models. */
  private static final int UNKNOWN = 5;

  private static final int WORD_GAP = 3;

  /** Codes have up to seven signs. */
  private static final int CODES = 256;

  /** By binary tree: the root is 1, a dot leads to twice the number, a dash to one more. */
  private static final char[] LETTERS = letters();

  private Morse() {}

  private static char[] letters() {
    char[] letters = new char[CODES];
    String table =
        "a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.-"
            + " r.-. s... t- u..- v...- w.-- x-..- y-.-- z--.. 1.---- 2..--- 3...-- 4....- 5....."
            + " 6-.... 7--... 8---.. 9----. 0----- ,--..-- ?..--.. @.--.-. :---... --....- /-..-."
            + " !-.-.-- '.----. \".-..-. (-.--. )-.--.- =-...- +.-.-. ;-.-.-. &.-... _..--.-"
            + " $...-..-";
    for (String entry : table.split(" ", -1)) {
      letters[number(entry, 1, entry.length())] = entry.charAt(0);
    }
    letters[number(".-.-.-", 0, 6)] = '.';
    return letters;
  }

  /** Place in the tree, or 0 for what is too long. */
  private static int number(CharSequence code, int from, int to) {
    int number = 1;
    for (int i = from; i < to && number < CODES; i++) {
      number = 2 * number + (isDash(code.charAt(i)) ? 1 : 0);
    }
    return number < CODES ? number : 0;
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.MORSE);
    int taken = 0;
    for (int i = 0; i < hits.size(); i += 2) {
      if (hits.get(i) >= taken) {
        taken = run(found, hits.get(i));
      }
    }
  }

  private static boolean isMorse(char c) {
    return isSign(c) || c == '/' || c == '|' || Character.isWhitespace(c);
  }

  private static boolean isSign(char c) {
    return c == '.' || isDash(c) || c == '\u00b7' || c == '\u2022';
  }

  private static boolean isDash(char c) {
    return c == '-' || c == '_';
  }

  /** Reads the stretch of Morse around a place, and returns its end. */
  private static int run(Found found, int place) {
    ScannedText text = found.text();
    int start = place;
    while (start > 0 && isSign(text.at(start - 1))) {
      start--;
    }
    int end = place;
    while (end < text.length() && (isMorse(text.charAt(end)) || isBetween(text, end))) {
      end++;
    }
    DecodedText form = found.begin(View.CHARACTER_CODES, (end - start) / 3);
    int letters = 0;
    int unknown = 0;
    int last = start;
    int i = start;
    while (i < end) {
      if (!isMorse(text.charAt(i))) {
        form.put(text.charAt(i), i, i + 1);
        last = i + 1;
      }
      if (!isSign(text.charAt(i))) {
        i++;
        continue;
      }
      int to = i;
      while (to < end && isSign(text.charAt(to))) {
        to++;
      }
      if (letters > 0 && isWordGap(text, last, i)) {
        form.put(' ', last, i);
      }
      char letter = LETTERS[number(text, i, to)];
      if (letter == 0) {
        unknown++;
      } else {
        form.put(letter, i, to);
        letters++;
      }
      last = to;
      i = to;
    }
    if (letters >= MIN_LETTERS && unknown * UNKNOWN <= letters) {
      found.add(form);
    }
    return end;
  }

  /** A sign that Morse has no code for, left as it is in a place of its own. */
  private static boolean isBetween(ScannedText text, int at) {
    char c = text.charAt(at);
    boolean sign = !Character.isLetterOrDigit(c) && !Character.isSurrogate(c);
    return sign && text.at(at - 1) == ' ' && text.at(at + 1) == ' ' && isBegun(text.at(at + 2));
  }

  private static boolean isBegun(char c) {
    return isSign(c) || c == '/' || c == '|';
  }

  private static boolean isWordGap(ScannedText text, int from, int to) {
    boolean sign = to - from >= WORD_GAP;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      sign |= c == '/' || c == '|' || c == '\n';
    }
    return sign;
  }
}
