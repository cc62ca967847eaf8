package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads rows of digits and letters that are spelled out, a word for each: "four one double one",
 * "alpha seven dash bravo". Words may stand apart or, as in "fourone", together. Shorter rows are
 * prose.
 */
final class SpelledDigits {
  /** The letters that an account number begins with. */
  static final int COUNTRY = 0xA000;

  /** Values from here on are groups of so many figures. */
  static final int FIGURES = 0x9000;

  private static final int MAX_FIGURES = 4;

  /** Figures and letters that follow each other without a word are a list of them. */
  private static final int MAX_WRITTEN = 6;

  private static final int MAX_GAP = 4;
  private static final int MAX_BACK = 24;
  private static final int MAX_GLUED = 128;

  /** Shorter words may begin any other. */
  private static final int MIN_GLUED = 3;

  private static final String GAPS = " -,.\n\r\t/;|_>:\"'*+()[]\u00b7\u2022\u3001";
  private static final int NONE = -1;
  private static final char IDEOGRAPHIC_ZERO = '\u3007';
  private static final String[] LINKS = {" as in ", " for ", " like ", " wie "};

  private final ScannedText text;
  private final Edits edits;

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
      int start = hits.get(hit) + (Character.isWhitespace(text.at(hits.get(hit))) ? 1 : 0);
      if (start >= taken && !text.insideWord(start)) {
        taken = Math.max(taken, row(start, taken));
      }
    }
    edits.read();
  }

  /** Reads the row around a word, not back beyond what was taken, and returns its end. */
  private int row(int start, int taken) {
    int least = taken;
    while (true) {
      var row = new SpelledRow(text);
      int stop = readOn(row, rowStart(named(start), least, MAX_BACK));
      // WHY: going back takes a letter for a part of the row that joins nothing when read on.
      if (row.end() > start || stop < least || stop >= start) {
        row.rewrite(edits);
        return Math.max(row.end(), start + 1);
      }
      least = stop + 1;
    }
  }

  /** Adds the words from a position on; returns where the first stands that is not one, or NONE. */
  private int readOn(SpelledRow row, int from) {
    int at = from;
    int written = 0;
    int prose = 0;
    while (at >= 0 && written < MAX_WRITTEN && prose <= MAX_BACK) {
      int end = wordEnd(at, row.lastValue());
      if (end == NONE) {
        break;
      }
      boolean letter = isLetterAlone(at) && end == at + 1;
      String word = letter ? text.subSequence(at, end) : folded(lastWord(at, end), end);
      row.add(at, end, letter ? text.charAt(at) : value(at, end), word);
      written = isWritten(at) ? written + 1 : 0;
      prose = isCue(at) ? 0 : prose + 1;
      at = wordAfter(end);
    }
    return at;
  }

  /** Start of the row that goes on at a position, with at most so many words before it. */
  private int rowStart(int position, int least, int most) {
    int start = position;
    int written = 0;
    int before = wordBefore(start);
    for (int i = 0; i < most && before >= least && written < MAX_WRITTEN; i++) {
      start = before;
      written = isWritten(start) ? written + 1 : 0;
      before = wordBefore(start);
    }
    return start;
  }

  private boolean isWritten(int at) {
    boolean letter = isLetterAlone(at) && naming(at) == NONE;
    return CharacterKinds.isDigit(text.at(at)) || letter || isCountry(at);
  }

  private String folded(int from, int to) {
    return CaseFolding.fold(text.subSequence(from, to));
  }

  /** What a word stands for; a figure, and a letter with a word that names it, for themselves. */
  private int value(int from, int to) {
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

  private boolean isAlone(int at) {
    return CharacterKinds.isAsciiLetter(text.at(at))
        && !CharacterKinds.joinsWord(text.at(at - 1))
        && !CharacterKinds.joinsWord(text.at(at + 1));
  }

  private boolean isLetterAlone(int at) {
    return isAlone(at) && isCapital(text.at(at));
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
  private int wordEnd(int start, int before) {
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
  private int glued(int start, int most) {
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

  private boolean isLetter(int at) {
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

  /** Start of the row of words that may go on at a position; the position if none does. */
  static int openRow(ScannedText text, int position, WordAhead ahead) {
    var search = new SpelledDigits(Found.probe(text));
    int start = position;
    while (position - start < MAX_GLUED && search.isLetter(start - 1)) {
      start--;
    }
    if (start == position && !ahead.mayBeNumber()) {
      int letter = search.linkedBy(position, ahead.letters());
      return letter < position ? search.openStart(letter) : position;
    }
    boolean begins = start < position && search.mayBegin(start, position);
    return search.openStart(search.linked(begins ? start : position));
  }

  /**
   * Start of the row before a position. Rows are read around words that are cues: what stands
   * further from one is prose, however many words of it could stand for something ("and on and
   * on").
   */
  private int openStart(int position) {
    int start = position;
    int written = 0;
    int prose = 0;
    int before = wordBefore(start);
    while (before >= 0 && written < MAX_WRITTEN && prose <= MAX_BACK) {
      start = before;
      written = isWritten(start) ? written + 1 : 0;
      prose = isCue(start) ? 0 : prose + 1;
      before = wordBefore(start);
    }
    return start;
  }

  /** Whether a known word begins with a cue; of other scripts than Latin any may. */
  private boolean isCue(int at) {
    int named = isAlone(at) ? naming(at) : NONE;
    int word = named == NONE ? at : lastWord(at, named);
    int end = word;
    while (end - word < SpelledWords.MAX_LENGTH && isLetter(end)) {
      end++;
    }
    return isForeign(text.at(word)) || CueWords.beginsWithNumber(folded(word, end));
  }

  /** Start of the letter that a word to come may name, with what links them; or the position. */
  private int linked(int position) {
    for (String link : LINKS) {
      for (int length = 1; length <= link.length() && length < position; length++) {
        int letter = position - length - 1;
        if (isAlone(letter)
            && link.startsWith(CaseFolding.fold(text.subSequence(letter + 1, position)))) {
          return letter;
        }
      }
    }
    return position;
  }

  /**
   * Start of the letter that is linked to a word by what goes on at a position; or the position.
   */
  private int linkedBy(int position, String letters) {
    for (String link : LINKS) {
      for (int length = 1; length < link.length() && length < position; length++) {
        int letter = position - length - 1;
        if (isAlone(letter)
            && link.startsWith(folded(letter + 1, position) + CaseFolding.fold(letters))) {
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
}
