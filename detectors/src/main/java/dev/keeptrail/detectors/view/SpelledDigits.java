package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows of digits and letters that are spelled out, a word for each: "four one double one",
 * "alpha seven dash bravo". Words may stand apart or, as in "fourone", together. Shorter rows are
 * prose.
 */
final class SpelledDigits {
  private static final int MIN_SIGNS = 5;
  private static final int MAX_GAP = 4;
  private static final int MAX_BACK = 24;
  private static final int MAX_GLUED = 128;

  /** Shorter words may begin any other. */
  private static final int MIN_GLUED = 3;

  private static final int STRIDE = 3;
  private static final String GAPS = " -,.\n\r\t/;|_>:\"'*+()[]\u00b7\u2022\u3001";
  private static final int NONE = -1;
  private static final char IDEOGRAPHIC_ZERO = '\u3007';
  private static final String[] LINKS = {" as in ", " for ", " like ", " wie "};

  private final ScannedText text;
  private final Edits edits;

  /** Start and end of each word of the row at hand, and its value for {@link #words}. */
  private IntList row = new IntList();

  /** The words of the row, folded; letters that are named and figures stand for themselves. */
  private List<String> words = new ArrayList<>();

  private SpelledDigits(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.DIGIT);
    // WHY: two are the least that a row of five has among the words that are anchors.
    if (hits.size() >= 4 || (found.isProbing() && !hits.isEmpty())) {
      new SpelledDigits(found).read(hits);
    }
  }

  private void read(IntList hits) {
    int taken = 0;
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      if (start >= taken && !text.insideWord(start)) {
        taken = Math.max(taken, row(start, taken));
      }
    }
    edits.read();
  }

  /** Reads the row around a word, not back beyond what was taken, and returns its end. */
  private int row(int start, int taken) {
    row = new IntList();
    words = new ArrayList<>();
    int at = named(start);
    int before = wordBefore(at);
    for (int i = 0; i < MAX_BACK && before >= taken; i++) {
      at = before;
      before = wordBefore(at);
    }
    int signs = 0;
    int end = at;
    while (at >= 0) {
      int wordEnd = wordEnd(at);
      if (wordEnd == NONE) {
        break;
      }
      end = wordEnd;
      int value = value(at, end);
      words.add(folded(lastWord(at, end), end));
      row.add(at);
      row.add(end);
      row.add(value);
      signs += SpelledWords.count(value);
      at = wordAfter(end);
    }
    if (signs >= MIN_SIGNS) {
      rewrite();
    }
    return Math.max(end, start + 1);
  }

  private String folded(int from, int to) {
    return CaseFolding.fold(text.subSequence(from, to));
  }

  /** What a word stands for; a figure, and a letter with a word that names it, for themselves. */
  private int value(int from, int to) {
    char first = text.at(from);
    boolean itself = CharacterKinds.isDigit(first) || (to > from + 1 && isAlone(from));
    return itself ? first & ~(first > '9' ? 0x20 : 0) : SpelledWords.value(folded(from, to));
  }

  private boolean isAlone(int at) {
    return CharacterKinds.isAsciiLetter(text.at(at))
        && !CharacterKinds.joinsWord(text.at(at - 1))
        && !CharacterKinds.joinsWord(text.at(at + 1));
  }

  /** Start of the letter in front that the word here names, as in "A as in Alpha"; or the word. */
  private int named(int word) {
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
    return SpelledWords.value(folded(from, to)) != SpelledWords.NONE;
  }

  /** End of the known word that starts here, which another one may follow at once; or NONE. */
  private int wordEnd(int start) {
    if (CharacterKinds.isDigit(text.at(start))) {
      return CharacterKinds.joinsWord(text.at(start + 1)) ? NONE : start + 1;
    }
    if (isAlone(start)) {
      return naming(start);
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

  /** End of the longest known word that starts here and may have more letters behind it. */
  private int glued(int start, int most) {
    int end = start;
    while (end < most && isLetter(end)) {
      end++;
    }
    int least = text.at(start) < 128 ? MIN_GLUED : 1;
    for (int to = end; to - start >= least; to--) {
      int value = SpelledWords.value(folded(start, to));
      if (value != SpelledWords.NONE && SpelledWords.count(value) > 0) {
        return to;
      }
    }
    return NONE;
  }

  private boolean isLetter(int at) {
    char c = text.at(at);
    if (c < 128) {
      return CharacterKinds.isAsciiLetter(c)
          || (c == '\'' && isForeign(text.at(at - 1)) && isForeign(text.at(at + 1)));
    }
    return isForeign(c);
  }

  /** The ideograph of nought counts as a number, not as a letter. */
  private static boolean isForeign(char c) {
    return c >= 128 && (Character.isLetter(c) || CharacterKinds.isMark(c) || c == IDEOGRAPHIC_ZERO);
  }

  private int wordAfter(int end) {
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
  private int lastWord(int from, int to) {
    int start = to;
    while (start > from && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Start of the known word before, or NONE. */
  private int wordBefore(int start) {
    int end = start;
    while (start - end <= MAX_GAP && isGap(text.at(end - 1))) {
      end--;
    }
    int word = end;
    while (end - word <= SpelledWords.MAX_LENGTH && isLetter(word - 1)) {
      word--;
    }
    boolean known = end < start && end - word <= SpelledWords.MAX_LENGTH && isKnown(word, end);
    return known ? named(word) : NONE;
  }

  /** Start of the row of words that may go on at a position; the position if none does. */
  static int openRow(ScannedText text, int position) {
    var search = new SpelledDigits(Found.probe(text));
    int start = position;
    while (position - start < MAX_GLUED && search.isLetter(start - 1)) {
      start--;
    }
    boolean begins = start < position && search.mayBegin(start, position);
    int row = search.linked(begins ? start : position);
    int before = search.wordBefore(row);
    for (; before >= 0; before = search.wordBefore(before)) {
      row = before;
    }
    return row;
  }

  /** Start of the letter that a word to come may name, with what links them; or the position. */
  private int linked(int position) {
    for (String link : LINKS) {
      for (int length = 1; length <= link.length() && length < position; length++) {
        int letter = position - length - 1;
        String written = CaseFolding.fold(text.subSequence(letter + 1, position));
        if (link.startsWith(written) && isAlone(letter)) {
          return letter;
        }
      }
    }
    return position;
  }

  /** Whether the letters up to a position may be known words, the last of them cut. */
  private boolean mayBegin(int start, int position) {
    int at = start;
    while (position - at > SpelledWords.MAX_LENGTH) {
      int end = glued(at, Math.min(position, at + SpelledWords.MAX_LENGTH));
      if (end == NONE) {
        return false;
      }
      at = end;
    }
    return at > start
        || SpelledWords.mayBegin(CaseFolding.fold(text.subSequence(start, position)))
        || glued(start, position) != NONE;
  }

  private void rewrite() {
    int language = SpelledWords.language(words);
    int last = row.size() - STRIDE;
    while (last > 0 && !mayBorder(last, language)) {
      last -= STRIDE;
    }
    int first = 0;
    while (first < last && !mayBorder(first, language)) {
      first += STRIDE;
    }
    int repeat = 1;
    int from = row.get(first);
    for (int i = first; i <= last; i += STRIDE) {
      int end = row.get(i + 1);
      int value = said(i, language);
      if (value >= SpelledWords.FILLER) {
        continue;
      }
      if (value >= SpelledWords.REPEAT) {
        repeat = value - SpelledWords.REPEAT;
        continue;
      }
      if (i > first && partsWords(from, row.get(i))) {
        edits.replace(from, row.get(i), ' ', View.SPELLED);
        from = row.get(i);
      }
      int next = i < last ? said(i + STRIDE, language) : 0;
      for (int times = 0; times < repeat; times++) {
        put(value, next, from, end);
      }
      repeat = 1;
      from = end;
    }
  }

  /** What a word of the row stands for, by preference in its language. */
  private int said(int i, int language) {
    int value = SpelledWords.value(words.get(i / STRIDE), language);
    return value == SpelledWords.NONE ? row.get(i + 2) : value;
  }

  /** A row of one language neither begins nor ends with "to" because another one counts so. */
  private boolean mayBorder(int i, int language) {
    int length = row.get(i + 1) - row.get(i);
    boolean telling = length == 1 || length > MIN_GLUED || isForeign(text.at(row.get(i)));
    boolean own = SpelledWords.value(words.get(i / STRIDE), language) != SpelledWords.NONE;
    return SpelledWords.count(row.get(i + 2)) > 0 && (own || telling);
  }

  /** A stroke between spaces stands for a space. */
  private boolean partsWords(int from, int to) {
    return to - from == 3 && text.charAt(from) == ' ' && text.charAt(from + 1) == '/';
  }

  /**
   * @param next what follows: a digit takes the place of the nought in tens
   */
  private void put(int value, int next, int from, int end) {
    if (value >= SpelledWords.TENS) {
      edits.replace(from, end, '0' + value - SpelledWords.TENS, View.SPELLED);
      if (next < '1' || next > '9') {
        edits.replace(from, end, '0', View.SPELLED);
      }
    } else if (value >= SpelledWords.TWO_DIGITS) {
      int number = value - SpelledWords.TWO_DIGITS;
      edits.replace(from, end, '0' + number / 10, View.SPELLED);
      edits.replace(from, end, '0' + number % 10, View.SPELLED);
    } else {
      edits.replace(from, end, value, View.SPELLED);
    }
  }
}
