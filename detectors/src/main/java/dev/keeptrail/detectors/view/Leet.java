package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads digits and signs inside words as the letters they look like. Names of versions and formats
 * hold digits too, so a text needs several such words, or one in which digits and letters take
 * turns.
 */
final class Leet {
  private static final int MIN_WORDS = 3;
  private static final int MAX_WORD = 24;
  private static final int MAX_NUMBER = 3;
  private static final int MAX_CASE_CHANGES = 2;
  private static final String DIGITS = "oizeasgtbg";

  /**
   * Whether a 1 is an l: the letter before it, then those after it with which l is more common in
   * English prose than i, counted over the project's training texts. A low line is the border of a
   * word.
   */
  private static final String[] ELLS =
      ("_1aeijkouy 1_1adeijlouwy a_1abcefhijklopqsuvwyz baeiouvy c1aiouy d1eiy"
              + " e_1abcdefilmopqsuwxy faiouy g_1aehiouxy hiuwxy i_1abcdefghiklmoprstuvwy jxz"
              + " kaeiouy l_1eijouy m_ijopw n1iy o_1adefghiklmopsuvy p1aeiouy q_1cdipt r_1diwy"
              + " s1aiuy tiy u_1abdefgiklotuwyz vqy waeijy xy y1abceikloruvy zei")
          .split(" ", -1);

  private final Found found;
  private final ScannedText text;
  private final IntList words = new IntList();
  private int spelled;
  private boolean certain;

  private Leet(Found found) {
    this.found = found;
    this.text = found.text();
  }

  static void read(Found found, Cues cues) {
    if (cues.count(Cue.DIGIT_IN_WORD) > 0) {
      new Leet(found).read(cues.first(Cue.DIGIT_IN_WORD), cues.last(Cue.DIGIT_IN_WORD));
    }
  }

  private void read(int first, int last) {
    int i = first;
    while (i > 0 && isPart(text.charAt(i - 1))) {
      i--;
    }
    int border = last + MAX_WORD;
    while (i < text.length() && i <= border) {
      int end = i;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      if (end > i) {
        word(i, trimmed(i, end));
      }
      i = end + 1;
    }
    if (certain || spelled >= MIN_WORDS) {
      rewrite();
    }
  }

  private static boolean isPart(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '@' || c == '$' || c == '!' || c == '|';
  }

  /** A mark at the end of a word is punctuation. */
  private int trimmed(int start, int end) {
    int last = end;
    while (last > start + 1 && (text.at(last - 1) == '!' || text.at(last - 1) == '|')) {
      last--;
    }
    return last;
  }

  private void word(int start, int end) {
    int letters = 0;
    int digits = 0;
    int turns = 0;
    int caseChanges = 0;
    boolean hex = true;
    for (int i = start; i < end && end - start <= MAX_WORD; i++) {
      char c = text.charAt(i);
      boolean letter = CharacterKinds.isAsciiLetter(c);
      letters += letter ? 1 : 0;
      digits += CharacterKinds.isDigit(c) ? 1 : 0;
      hex &= Escape.hex(c) >= 0;
      if (i > start) {
        char before = text.charAt(i - 1);
        turns += letter != CharacterKinds.isAsciiLetter(before) ? 1 : 0;
        caseChanges += Character.isUpperCase(c) && Character.isLowerCase(before) ? 1 : 0;
      }
    }
    boolean number = letters == 0 && digits > 0 && end - start <= MAX_NUMBER && follows(start);
    boolean key = caseChanges >= MAX_CASE_CHANGES || (hex && end - start >= 8 && digits >= 3);
    boolean mixed = letters > 0 && digits > 0 && !key && turns > 0;
    if (mixed || number) {
      words.add(start);
      words.add(end);
      spelled += mixed ? 1 : 0;
      certain |= mixed && turns >= 3 && letters >= 2;
    } else if (letters > 0 && end - start <= MAX_WORD && letters < end - start && follows(start)) {
      words.add(start);
      words.add(end);
    }
  }

  /** Whether the word right before is one of those found. */
  private boolean follows(int start) {
    return !words.isEmpty() && start - words.get(words.size() - 1) <= 2;
  }

  private void rewrite() {
    var edits = new Edits(found);
    for (int word = 0; word < words.size(); word += 2) {
      int start = words.get(word);
      int end = words.get(word + 1);
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (!CharacterKinds.isAsciiLetter(c)) {
          edits.replace(i, i + 1, letter(i, start, end), View.LEET);
        }
      }
    }
    edits.read();
  }

  private char letter(int at, int start, int end) {
    char c = text.charAt(at);
    if (c != '1') {
      return plain(c);
    }
    char before = at > start ? neighbour(at - 1) : '_';
    char after = at + 1 < end ? neighbour(at + 1) : '_';
    for (String ells : ELLS) {
      if (ells.charAt(0) == before) {
        return ells.indexOf(after, 1) > 0 ? 'l' : 'i';
      }
    }
    return 'i';
  }

  private char neighbour(int at) {
    char c = text.charAt(at);
    if (c == '1') {
      return c;
    }
    return CharacterKinds.isAsciiLetter(c) ? (char) (c | 32) : plain(c);
  }

  private static char plain(char c) {
    return switch (c) {
      case '@' -> 'a';
      case '$' -> 's';
      case '!' -> 'i';
      case '|' -> 'l';
      default -> DIGITS.charAt(c - '0');
    };
  }
}
