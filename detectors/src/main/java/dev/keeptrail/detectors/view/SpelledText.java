package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * The words of a text that stand for digits and letters: where each begins and ends, and what it
 * stands for. A figure, a letter alone and two capitals are such words too.
 */
final class SpelledText {
  /** The letters that an account number begins with. */
  static final int COUNTRY = 0xA000;

  /** Values from here on are groups of so many figures. */
  static final int FIGURES = 0x9000;

  private static final int MAX_FIGURES = 4;
  private static final int MAX_GAP = 4;

  /** Letters of words without spaces are looked at no further back. */
  static final int MAX_GLUED = 128;

  /** Shorter words may begin any other. */
  private static final int MIN_GLUED = 3;

  private static final String GAPS = " -,.\n\r\t/;|_>:\"'*+()[]\u00b7\u2022\u3001";
  static final int NONE = -1;
  private static final char IDEOGRAPHIC_ZERO = '\u3007';
  static final String[] LINKS = {" as in ", " for ", " like ", " wie "};

  private final ScannedText text;

  SpelledText(ScannedText text) {
    this.text = text;
  }

  boolean isWritten(int at) {
    boolean letter = isLetterAlone(at) && naming(at) == NONE;
    return CharacterKinds.isDigit(text.at(at)) || letter || isCountry(at);
  }

  String folded(int from, int to) {
    return CaseFolding.fold(text.subSequence(from, to));
  }

  /** What a word stands for; a figure, and a letter with a word that names it, for themselves. */
  int value(int from, int to) {
    char first = text.at(from);
    if (CharacterKinds.isDigit(first) && to > from + 1) {
      return FIGURES + to - from;
    }
    if (isCountry(from)) {
      return COUNTRY;
    }
    boolean itself = CharacterKinds.isDigit(first) || (to > from + 1 && isAlone(from));
    return itself ? first & ~(first > '9' ? 0x20 : 0) : SpelledWords.value(folded(from, to));
  }

  boolean isAlone(int at) {
    return CharacterKinds.isAsciiLetter(text.at(at))
        && !CharacterKinds.joinsWord(text.at(at - 1))
        && !CharacterKinds.joinsWord(text.at(at + 1));
  }

  boolean isLetterAlone(int at) {
    return isAlone(at) && isCapital(text.at(at));
  }

  /** Start of the letter in front that the word here names, as in "A as in Alpha"; or the word. */
  int named(int word) {
    for (String link : LINKS) {
      int at = word - link.length() - 1;
      if (at >= 0 && isAlone(at) && isLink(at + 1, link) && names(word, at)) {
        return at;
      }
    }
    return word;
  }

  private boolean isLink(int at, String link) {
    for (int i = 0; i < link.length(); i++) {
      if ((text.at(at + i) | (link.charAt(i) & 0x20)) != link.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean names(int word, int letter) {
    return (text.at(word) | 0x20) == (text.at(letter) | 0x20);
  }

  /** End of the word that names the letter here, or NONE. */
  private int naming(int letter) {
    for (String link : LINKS) {
      int word = letter + 1 + link.length();
      if (isLink(letter + 1, link) && names(word, letter)) {
        int end = word;
        while (end - word <= SpelledWords.MAX_LENGTH && isLetter(end)) {
          end++;
        }
        return end - word <= SpelledWords.MAX_LENGTH && isKnown(word, end) ? end : NONE;
      }
    }
    return NONE;
  }

  private boolean isKnown(int from, int to) {
    // WHY: most words of a text are told by how they begin and how long they are.
    return to > from
        && SpelledWords.mayBe(text, from, to - from)
        && SpelledWords.value(folded(from, to)) != SpelledWords.NONE;
  }

  /**
   * End of the known word that starts here, which another one may follow at once; or NONE.
   *
   * @param before what the word before it stands for
   */
  int wordEnd(int start, int before) {
    if (CharacterKinds.isDigit(text.at(start))) {
      int end = start + 1;
      while (end - start < MAX_FIGURES && CharacterKinds.isDigit(text.at(end))) {
        end++;
      }
      return CharacterKinds.joinsWord(text.at(end)) ? NONE : end;
    }
    if (isCountry(start)) {
      return start + 2;
    }
    if (isAlone(start)) {
      int end = naming(start);
      boolean counts = isLetterAlone(start) || (isJoint(start) && mayJoin(start, before));
      return end == NONE && counts ? start + 1 : end;
    }
    int end = start;
    while (end - start <= SpelledWords.MAX_LENGTH && isLetter(end)) {
      end++;
    }
    if (end - start <= SpelledWords.MAX_LENGTH && isKnown(start, end)) {
      return end;
    }
    int first = glued(start, end);
    boolean open = first != NONE && glued(first, first + SpelledWords.MAX_LENGTH) == NONE;
    // WHY: "seven" begins "seventeen" as well; only behind others the last may lack a follower.
    boolean last = open && !isLetter(first);
    return open && !last ? NONE : first;
  }

  /** Two capitals, as at the start of an account number. */
  private boolean isCountry(int at) {
    return isCapital(text.at(at))
        && isCapital(text.at(at + 1))
        && !CharacterKinds.joinsWord(text.at(at - 1))
        && !CharacterKinds.joinsWord(text.at(at + 2));
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** A letter that joins the parts of a number, or stands for nought. */
  private boolean isJoint(int at) {
    return isAlone(at) && isKnown(at, at + 1);
  }

  private boolean mayJoin(int at, int before) {
    int kind = SpelledWords.kind(before);
    boolean parts = kind == SpelledWords.TENS || kind == SpelledWords.HUNDREDS;
    return before != SpelledWords.NONE
        && (parts || SpelledWords.value(folded(at, at + 1)) != SpelledWords.JOIN);
  }

  /** End of the longest known word that starts here and may have more letters behind it. */
  int glued(int start, int most) {
    int end = start;
    while (end < most && isLetter(end)) {
      end++;
    }
    int least = text.at(start) < 128 ? MIN_GLUED : 1;
    if (end - start < least || !SpelledWords.mayBegin(text, start)) {
      return NONE;
    }
    int lengths = SpelledWords.lengths(text, start);
    for (int to = end; to - start >= least; to--) {
      boolean known = ((lengths >>> (to - start)) & 1) != 0;
      if (known && SpelledWords.isRead(SpelledWords.value(folded(start, to)))) {
        return to;
      }
    }
    return NONE;
  }

  boolean isLetter(int at) {
    char c = text.at(at);
    if (c < 128) {
      return CharacterKinds.isAsciiLetter(c)
          || (c == '\'' && isForeign(text.at(at - 1)) && isForeign(text.at(at + 1)));
    }
    return isForeign(c);
  }

  /** The ideograph of nought counts as a number, not as a letter. */
  static boolean isForeign(char c) {
    return c >= 128 && (Character.isLetter(c) || CharacterKinds.isMark(c) || c == IDEOGRAPHIC_ZERO);
  }

  int wordAfter(int end) {
    int at = end;
    while (at - end <= MAX_GAP && isGap(text.at(at))) {
      at++;
    }
    boolean known = isLetter(at) || (at > end && CharacterKinds.isDigit(text.at(at)));
    return at - end <= MAX_GAP && known ? at : NONE;
  }

  private static boolean isGap(char c) {
    return GAPS.indexOf(c) >= 0;
  }

  /** Start of the word that names the letter, where one does. */
  int lastWord(int from, int to) {
    int start = to;
    while (start > from && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Start of the known word before, or NONE. */
  int wordBefore(int start) {
    int end = start;
    while (start - end <= MAX_GAP && isGap(text.at(end - 1))) {
      end--;
    }
    if (end == start || start - end > MAX_GAP) {
      return NONE;
    }
    if (CharacterKinds.isDigit(text.at(end - 1))) {
      return figuresBefore(end);
    }
    if (isCountry(end - 2)) {
      return end - 2;
    }
    if (isAlone(end - 1)) {
      return isLetterAlone(end - 1) || isJoint(end - 1) ? end - 1 : NONE;
    }
    int word = end;
    while (end - word <= MAX_GLUED && isLetter(word - 1)) {
      word--;
    }
    return isKnown(word, end) || isGlued(word, end) ? named(word) : NONE;
  }

  private int figuresBefore(int end) {
    int start = end - 1;
    while (end - start < MAX_FIGURES && CharacterKinds.isDigit(text.at(start - 1))) {
      start--;
    }
    return CharacterKinds.joinsWord(text.at(start - 1)) ? NONE : start;
  }

  /** Whether letters are known words, one behind the other. */
  private boolean isGlued(int from, int to) {
    int at = from;
    while (at < to) {
      at = glued(at, Math.min(to, at + SpelledWords.MAX_LENGTH));
      if (at == NONE) {
        return false;
      }
    }
    return to > from;
  }

  /** Whether a known word begins with a cue; of other scripts than Latin any may. */
  boolean isCue(int at) {
    int named = isAlone(at) ? naming(at) : NONE;
    int word = named == NONE ? at : lastWord(at, named);
    int end = word;
    while (end - word < SpelledWords.MAX_LENGTH && isLetter(end)) {
      end++;
    }
    return isForeign(text.at(word)) || CueWords.beginsWithNumber(folded(word, end));
  }
}
