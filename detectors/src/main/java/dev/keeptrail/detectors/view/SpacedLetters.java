package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.CharacterTable;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Closes the gaps between characters that stand apart. Gaps wider than the usual one of a run, or
 * of another kind, part words.
 */
final class SpacedLetters {
  private static final int MIN_CHARACTERS = 4;
  private static final int MIN_DIGITS = 8;
  private static final int MIN_VARIED = 10;
  private static final int MIN_KINDS = 3;
  private static final int MAX_GAP = 10;
  private static final int MAX_SIGN_GAP = 32;
  private static final int LOOK_BACK = 32;

  /** Of one letter: Thai and Devanagari have up to three. */
  private static final int MAX_MARKS = 3;

  private static final String GAP_SIGNS = ".-_*|,~/;:+#^=&`!?\"'()[]{}<>\u00b7\u2022\u2192";

  private final ScannedText text;
  private final Edits edits;

  /** Start and end of each gap of the run at hand. */
  private IntList gaps = new IntList();

  private SpacedLetters(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList places = cues.places(Cue.SPACED);
    if (!places.isEmpty()) {
      new SpacedLetters(found).read(places);
    }
  }

  private void read(IntList places) {
    int taken = 0;
    for (int place = 0; place < places.size(); place++) {
      int from = places.get(place);
      // The first characters of a run come before its cue, and signs among them delay it.
      int i = Math.max(taken, from - LOOK_BACK);
      int border = from + LOOK_BACK;
      while (i <= border && i < text.length()) {
        if (isAlone(i)) {
          i = run(i);
          border = i + LOOK_BACK;
        }
        i++;
      }
      taken = Math.max(taken, i);
    }
    edits.read();
  }

  private boolean isAlone(int at) {
    return isCharacter(text.at(at))
        && !isCharacter(text.at(at - 1))
        && !isCharacter(text.at(unitEnd(at)));
  }

  /** End of a character with the vowel signs and the like that a reader sees as part of it. */
  private int unitEnd(int at) {
    int end = at + 1;
    while (end - at <= MAX_MARKS && CharacterTable.isMark(text.at(end))) {
      end++;
    }
    return end;
  }

  /** What is spaced out: letters and digits, and the signs inside addresses and keys. */
  private static boolean isCharacter(char c) {
    return c < 128
        ? CharacterKinds.isAsciiAlphanumeric(c) || c == '@'
        : Character.isLetterOrDigit(c) || CharacterTable.isMark(c);
  }

  /** Reads the run that starts here, and returns its last character. */
  private int run(int start) {
    gaps = new IntList();
    int at = start;
    int letters = 0;
    while (true) {
      letters += CharacterKinds.isDigit(text.charAt(at)) ? 0 : 1;
      int end = unitEnd(at);
      int next = gapEnd(end);
      if (next < 0 || !isAlone(next)) {
        break;
      }
      gaps.add(end);
      gaps.add(next);
      at = next;
    }
    int least = letters == 0 ? MIN_DIGITS : MIN_CHARACTERS;
    if (gaps.size() / 2 + 1 >= least && letters != 1 && !PointLists.isOne(text, gaps)) {
      close(start);
    }
    return at;
  }

  private int gapEnd(int from) {
    int end = from;
    while (end - from <= MAX_GAP && isGap(text.at(end))) {
      end++;
    }
    if (end > from && end - from <= MAX_GAP && end < text.length() && isCharacter(text.at(end))) {
      return end;
    }
    return Character.isWhitespace(text.at(from)) ? spacedSignsEnd(from) : -1;
  }

  /**
   * Start of the row of characters standing apart that may go on behind the position, or of one
   * near before it that the next such row would bring to light; the position if there is none.
   */
  static int openRow(ScannedText text, int position, WordAhead ahead) {
    int first = Math.max(0, position - 3 * LOOK_BACK);
    int start = -1;
    int count = 0;
    int last = first;
    for (int at = first; at < position; at++) {
      char c = text.charAt(at);
      if (isCharacter(c)) {
        boolean after = isCharacter(text.at(at - 1));
        if (after && CharacterTable.isMark(c)) {
          last = at + 1;
          continue;
        }
        boolean alone =
            !after
                && (at + 1 == position
                    || !isCharacter(text.at(at + 1))
                    || CharacterTable.isMark(text.at(at + 1)));
        if (!alone || at - last > MAX_SIGN_GAP) {
          start = -1;
          count = 0;
        }
        if (alone) {
          start = count == 0 ? at : start;
          count++;
        }
        last = at + 1;
      }
      if (count >= MIN_CHARACTERS) {
        return start;
      }
    }
    boolean ends = ahead.isWord() && !isCharacter(text.at(position - 1));
    return start < 0 || ends || position - last > MAX_SIGN_GAP ? position : start;
  }

  private static boolean isGap(char c) {
    return Character.isWhitespace(c) || GAP_SIGNS.indexOf(c) >= 0 || CharacterKinds.isSymbol(c);
  }

  /** End of a gap that holds signs of any kind, each with white space on both sides. */
  private int spacedSignsEnd(int from) {
    int end = from;
    while (end - from <= MAX_SIGN_GAP && !isCharacter(text.at(end)) && end < text.length()) {
      boolean sign = !Character.isWhitespace(text.at(end));
      if (sign && !Character.isWhitespace(text.at(end - 1))) {
        return -1;
      }
      end++;
    }
    boolean whole = end < text.length() && end - from <= MAX_SIGN_GAP;
    return whole && Character.isWhitespace(text.at(end - 1)) ? end : -1;
  }

  private void close(int start) {
    int narrow = MAX_GAP;
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      narrow = Math.min(narrow, width(gaps.get(gap), gaps.get(gap + 1)));
    }
    char usual = usual(narrow);
    if (narrow == 1 && isVaried(usual)) {
      closeVaried(start);
      return;
    }
    String border = border(narrow);
    character(start);
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      int from = gaps.get(gap);
      int to = gaps.get(gap + 1);
      if (!border.isEmpty()) {
        between(from, to, border);
        character(to);
        continue;
      }
      char sign = sign(from, to, usual);
      if (usual == ' ') {
        signs(from, to, narrow);
      } else if (sign != usual) {
        edits.replace(from, to, sign, View.SPACED);
      } else if (width(from, to) > narrow) {
        edits.replace(from, to, ' ', View.SPACED);
      } else {
        edits.drop(from, to, View.SPACED);
      }
      character(to);
    }
  }

  /** Whether signs of several kinds part single characters, none of them most. */
  private boolean isVaried(char usual) {
    int narrow = 0;
    int most = 0;
    int kinds = 0;
    int letters = 0;
    long seen = 0;
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      char c = text.charAt(gaps.get(gap));
      if (gaps.get(gap + 1) - gaps.get(gap) != 1) {
        continue;
      }
      if (GAP_SIGNS.indexOf(c) < 0) {
        return false;
      }
      long bit = 1L << GAP_SIGNS.indexOf(c);
      kinds += (seen & bit) == 0 ? 1 : 0;
      seen |= bit;
      narrow++;
      most += c == usual ? 1 : 0;
      letters += Character.isLetter(text.charAt(gaps.get(gap + 1))) ? 1 : 0;
    }
    return narrow >= MIN_VARIED && kinds >= MIN_KINDS && most * 2 < narrow && letters * 2 > narrow;
  }

  private void closeVaried(int start) {
    character(start);
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      int from = gaps.get(gap);
      int to = gaps.get(gap + 1);
      if (to - from == 1) {
        edits.drop(from, to, View.SPACED);
      } else {
        edits.replace(from, to, ' ', View.SPACED);
      }
      character(to);
    }
  }

  /** How many signs a gap holds: an emoji is one. */
  private int width(int from, int to) {
    int width = 0;
    for (int i = from; i < to; i++) {
      width += Character.isLowSurrogate(text.charAt(i)) ? 0 : 1;
    }
    return width;
  }

  /** The several signs that part all characters, as in {@code "a","b"}; empty if none do. */
  private String border(int narrow) {
    String border = "";
    int kept = 0;
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      if (width(gaps.get(gap), gaps.get(gap + 1)) == narrow) {
        String here = text.subSequence(gaps.get(gap), gaps.get(gap + 1));
        border = kept == 0 ? here : border;
        kept += here.equals(border) ? 1 : -1;
      }
    }
    return narrow > 1 && !border.isBlank() && !Character.isWhitespace(border.charAt(0))
        ? border
        : "";
  }

  /** What stands between two borders belongs to the text. */
  private void between(int from, int to, String border) {
    int length = border.length();
    boolean more =
        to - from > 2 * length
            && text.subSequence(from, from + length).equals(border)
            && text.subSequence(to - length, to).equals(border);
    if (more) {
      edits.drop(from, from + length, View.SPACED);
      for (int i = from + length; i < to - length; i++) {
        character(i);
      }
      edits.drop(to - length, to, View.SPACED);
    } else if (to - from == length) {
      edits.drop(from, to, View.SPACED);
    } else {
      // WHY: rows of numbers in brackets, one behind the other, are no number together.
      boolean digits =
          CharacterKinds.isDigit(text.at(from - 1)) && CharacterKinds.isDigit(text.at(to));
      edits.replace(from, to, digits ? '|' : ' ', View.SPACED);
    }
  }

  /** Keeps what stands in a gap and has characters' usual distance from each other. */
  private void signs(int from, int to, int narrow) {
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end - at > narrow) {
        edits.replace(at, end, ' ', View.SPACED);
      } else if (end > at) {
        edits.drop(at, end, View.SPACED);
      }
      if (end < to) {
        character(end);
      }
      at = end + 1;
    }
  }

  /** The sign that parts characters most often, by a vote that any majority wins. */
  private char usual(int narrow) {
    char usual = ' ';
    int lead = 0;
    for (int gap = 0; gap < gaps.size(); gap += 2) {
      char c = text.charAt(gaps.get(gap));
      if (width(gaps.get(gap), gaps.get(gap + 1)) == narrow) {
        usual = lead == 0 ? c : usual;
        lead += c == usual ? 1 : -1;
      }
    }
    return usual;
  }

  /**
   * What a gap holds beside the usual: white space parts words, and among letters parted by spaces
   * a sign belongs to the text, as in an address.
   */
  private char sign(int from, int to, char usual) {
    char sign = usual;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      // WHY: emoji that part characters are rarely twice the same.
      if (c != usual
          && !CharacterKinds.isSymbol(c)
          && (sign == usual || !Character.isWhitespace(c))) {
        sign = c;
      }
    }
    return Character.isWhitespace(sign) && sign != usual ? ' ' : sign;
  }

  private void character(int at) {
    for (int i = at; i < unitEnd(at); i++) {
      edits.replace(i, i + 1, text.charAt(i), View.SPACED);
    }
  }
}
