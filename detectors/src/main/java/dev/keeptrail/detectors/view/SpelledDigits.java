package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads rows of digits and letters that are spelled out, a word for each: "four one double one",
 * "alpha seven dash bravo". Words may stand apart or, as in "fourone", together. Shorter rows are
 * prose.
 */
final class SpelledDigits {
  /** Figures and letters that follow each other without a word are a list of them. */
  private static final int MAX_WRITTEN = 6;

  private static final int MAX_BACK = 24;

  private static final int NONE = SpelledText.NONE;

  private final ScannedText text;
  private final SpelledText words;
  private final Edits edits;

  private SpelledDigits(Found found) {
    this.text = found.text();
    this.words = new SpelledText(text);
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
      int stop = readOn(row, rowStart(words.named(start), least, MAX_BACK));
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
      int end = words.wordEnd(at, row.lastValue());
      if (end == NONE) {
        break;
      }
      boolean letter = words.isLetterAlone(at) && end == at + 1;
      String word = letter ? text.subSequence(at, end) : words.folded(words.lastWord(at, end), end);
      row.add(at, end, letter ? text.charAt(at) : words.value(at, end), word);
      written = words.isWritten(at) ? written + 1 : 0;
      prose = words.isCue(at) ? 0 : prose + 1;
      at = words.wordAfter(end);
    }
    return at;
  }

  /** Start of the row that goes on at a position, with at most so many words before it. */
  private int rowStart(int position, int least, int most) {
    int start = position;
    int written = 0;
    int before = words.wordBefore(start);
    for (int i = 0; i < most && before >= least && written < MAX_WRITTEN; i++) {
      start = before;
      written = words.isWritten(start) ? written + 1 : 0;
      before = words.wordBefore(start);
    }
    return start;
  }

  /** Start of the row of words that may go on at a position; the position if none does. */
  static int openRow(ScannedText text, int position, WordAhead ahead) {
    var search = new SpelledDigits(Found.probe(text));
    int start = position;
    while (position - start < SpelledText.MAX_GLUED && search.words.isLetter(start - 1)) {
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
    int before = words.wordBefore(start);
    while (before >= 0 && written < MAX_WRITTEN && prose <= MAX_BACK) {
      start = before;
      written = words.isWritten(start) ? written + 1 : 0;
      prose = words.isCue(start) ? 0 : prose + 1;
      before = words.wordBefore(start);
    }
    return start;
  }

  /** Start of the letter that a word to come may name, with what links them; or the position. */
  private int linked(int position) {
    for (String link : SpelledText.LINKS) {
      for (int length = 1; length <= link.length() && length < position; length++) {
        int letter = position - length - 1;
        if (words.isAlone(letter)
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
    for (String link : SpelledText.LINKS) {
      for (int length = 1; length < link.length() && length < position; length++) {
        int letter = position - length - 1;
        if (words.isAlone(letter)
            && link.startsWith(words.folded(letter + 1, position) + CaseFolding.fold(letters))) {
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
      int end = words.glued(at, Math.min(position, at + SpelledWords.MAX_LENGTH));
      if (end == NONE) {
        return false;
      }
      at = end;
    }
    return at > start
        || SpelledWords.mayBegin(CaseFolding.fold(text.subSequence(start, position)))
        || words.glued(start, position) != NONE;
  }
}
