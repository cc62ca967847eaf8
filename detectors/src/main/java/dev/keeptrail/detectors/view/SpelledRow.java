package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/** Words of a text that follow each other and stand for signs and numbers. */
final class SpelledRow {
  private static final int MIN_SIGNS = 5;

  /** Among figures that are written, fewer words are prose. */
  private static final int MIN_SPELLED = 3;

  /** Shorter words may begin any other. */
  private static final int MIN_TELLING = 4;

  /** Of a number, or of figures that are written. */
  private static final int MAX_DIGITS = 4;

  private static final int MIN_ACCOUNT = 13;
  private static final int MAX_TIGHT = 2;

  private final ScannedText text;

  /** Start and end of each word. */
  private final IntList starts = new IntList();

  private final IntList ends = new IntList();

  /** What it stands for in some language. */
  private final IntList values = new IntList();

  /** The words, folded; letters that are named and figures stand for themselves. */
  private final List<String> words = new ArrayList<>();

  private SpelledLanguage language = SpelledWords.first();

  /** As many signs as the words may stand for at most. */
  private int most;

  SpelledRow(ScannedText text) {
    this.text = text;
  }

  void add(int start, int end, int value, String word) {
    starts.add(start);
    ends.add(end);
    values.add(value);
    words.add(word);
    most += most(value, word);
  }

  /** As many signs as a word may stand for at most, in whatever language. */
  private static int most(int value, String word) {
    return switch (SpelledWords.kind(value)) {
      case 0 -> 1;
      case SpelledWords.REPEAT -> MIN_SIGNS;
      case SpelledWords.FILLER -> SpelledWords.isIdle(word) ? 0 : MAX_DIGITS;
      default -> MAX_DIGITS;
    };
  }

  int size() {
    return words.size();
  }

  /** Where the last word ends, or 0 if there is none. */
  int end() {
    return size() == 0 ? 0 : ends.get(size() - 1);
  }

  int lastValue() {
    return size() == 0 ? SpelledWords.NONE : values.get(size() - 1);
  }

  SpelledLanguage language() {
    return language;
  }

  /** What a word of the row stands for, by preference in its language; NONE behind the row. */
  int value(int word) {
    if (word < 0 || word >= size()) {
      return SpelledWords.NONE;
    }
    Integer own = language.values().get(words.get(word));
    if (own != null) {
      return own;
    }
    int value = values.get(word);
    // WHY: words for numbers are words of other sense elsewhere; those for digits are told apart.
    boolean foreign =
        switch (SpelledWords.kind(value)) {
          case 0 ->
              words.get(word).length() == 1 && Character.isLowerCase(words.get(word).charAt(0));
          case SpelledWords.REPEAT -> false;
          case SpelledWords.FILLER -> value == SpelledWords.JOIN;
          default -> true;
        };
    return foreign && value < SpelledText.FIGURES ? SpelledWords.NONE : value;
  }

  /** Whether a word and the next may be parts of one number: no comma parts them. */
  boolean isTight(int word) {
    if (word < 0 || word + 1 >= size()) {
      return false;
    }
    int from = ends.get(word);
    int to = starts.get(word + 1);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != '-' && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return to - from <= MAX_TIGHT;
  }

  /** Puts what the row stands for into its place. */
  void rewrite(Edits edits) {
    // WHY: most rows are a word or two, and a language is looked for in all of them.
    if (most < MIN_SIGNS) {
      return;
    }
    language = SpelledWords.language(words);
    int first = 0;
    while (first < size()) {
      int end = first;
      while (end < size() && value(end) != SpelledWords.NONE && !isIdleJoin(end)) {
        end++;
      }
      between(first, end, edits);
      first = end + 1;
    }
  }

  /** "Two and three" are two numbers in most languages, other than "zwei und dreißig". */
  private boolean isIdleJoin(int word) {
    if (value(word) != SpelledWords.JOIN) {
      return false;
    }
    int kind = SpelledWords.kind(value(word - 1));
    boolean behind = kind == SpelledWords.TENS || kind == SpelledWords.HUNDREDS;
    boolean before =
        language.unitsFirst() && SpelledWords.kind(value(word + 1)) == SpelledWords.TENS;
    return !isTight(word - 1) || !isTight(word) || !(behind || before);
  }

  /** A stretch of words of which each stands for something. */
  private void between(int from, int to, Edits edits) {
    int last = to - 1;
    while (last > from && !mayBorder(last)) {
      last--;
    }
    int first = from;
    while (first < last && !mayBorder(first)) {
      first++;
    }
    var reading = new SpelledReading(this, first, last);
    if (reading.isTelling() && reading.spelled() >= MIN_SPELLED && reading.signs() >= MIN_SIGNS) {
      put(reading, starts.get(first), edits);
    }
  }

  private void put(SpelledReading reading, int first, Edits edits) {
    int from = first;
    for (int i = 0; i < reading.count(); i++) {
      int start = starts.get(reading.from(i));
      int end = ends.get(reading.to(i));
      if (reading.isWritten(i)) {
        from = end;
        if (!isAccount(i, reading) && i + 1 < reading.count()) {
          from = starts.get(reading.from(i + 1));
        }
        continue;
      }
      if (i > 0 && partsWords(from, start)) {
        edits.replace(from, start, ' ', View.SPELLED);
        from = start;
      }
      String said = reading.said(i);
      for (int sign = 0; sign < said.length(); sign++) {
        edits.replace(from, end, said.charAt(sign), View.SPELLED);
      }
      from = end;
    }
  }

  /** Whether letters begin what is long enough for an account number. */
  private boolean isAccount(int part, SpelledReading reading) {
    return value(reading.from(part)) == SpelledText.COUNTRY
        && reading.signs() >= MIN_ACCOUNT
        && isTight(reading.from(part));
  }

  /** A row of one language neither begins nor ends with "to" because another one counts so. */
  private boolean mayBorder(int word) {
    int value = value(word);
    if (value >= SpelledText.FIGURES) {
      return true;
    }
    int length = ends.get(word) - starts.get(word);
    boolean telling =
        length == 1
            || length >= MIN_TELLING
            || SpelledText.isForeign(text.charAt(starts.get(word)));
    boolean own = language.values().containsKey(words.get(word));
    return SpelledWords.isRead(value) && (own || telling) && !isLoneLetter(word);
  }

  /** "I" and "A" are words; two letters in front are those of a country. */
  private boolean isLoneLetter(int word) {
    return isWritten(word) && !isWritten(word + 1);
  }

  /** Whether it is a letter that stands for itself. */
  boolean isWritten(int word) {
    int value = value(word);
    return value >= 'A' && value <= 'Z' && ends.get(word) - starts.get(word) == 1;
  }

  /** Whether it is a digit that stands for itself. */
  boolean isFigure(int word) {
    return CharacterKinds.isDigit(words.get(word).charAt(0));
  }

  /** A stroke between spaces stands for a space. */
  private boolean partsWords(int from, int to) {
    return to - from == 3 && text.charAt(from) == ' ' && text.charAt(from + 1) == '/';
  }
}
