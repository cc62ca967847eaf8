package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.CharacterKinds;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything one pass noted that suggests hidden forms of the text. Confined to the scan that made
 * it.
 */
public final class Cues {
  /** Shorter runs are words. */
  public static final int MIN_ENCODED_RUN = 12;

  /** More than that between two codes makes two lists of them. */
  public static final int MAX_SHORT_GAP = 16;

  static final IntList NONE = new IntList();

  private static final int MIN_SPACED = 4;
  private static final int MIN_SHORT_RUNS = 5;
  private static final int MAX_SHORT_RUN = 4;
  private static final int MIN_GROUPS = 6;
  private static final int MAX_DECIMAL_RUN = 6;

  /** As in {@code U+1F600}. */
  private static final int MAX_CODE_POINT = 8;

  private static final int NEAR = 32;
  private static final int MIN_DIGITS_IN_WORDS = 3;
  private static final int BINARY_RUN = 8;
  private static final String LINE_MARKS = " \t\r\n>*/#+;-%|[";
  private static final String ESCAPED = "xXuU01234567ntrfbv";

  /**
   * For each sign of Base64 that may begin the code of a character a bit for each length of it:
   * codes beyond Latin have up to six digits.
   */
  private static final int[] SHORT_RUNS = shortRuns();

  private final Map<Cue, IntList> places = new EnumMap<>(Cue.class);
  private final IntList encodedRuns = new IntList();
  private final Map<CueWords.Kind, IntList> words = new EnumMap<>(CueWords.Kind.class);
  private final DigitRows rows = new DigitRows();
  private int groupLength;
  private int groups;
  private int groupStart;
  private int groupEnd = -NEAR;
  private int alternations;
  private int shortRuns;
  private int shortEnd;

  /** The first short runs of a row, and one more. */
  private final int[] firstShortRuns = new int[MIN_SHORT_RUNS + 1];

  private int digitInWord = -NEAR;
  private int digitsInWords;

  private static int[] shortRuns() {
    int[] lengths = new int[128];
    for (char c = 0; c < lengths.length; c++) {
      int most =
          CharacterKinds.isDigit(c)
              ? MAX_DECIMAL_RUN
              : CharacterKinds.isHexDigit(c) ? MAX_SHORT_RUN : 0;
      lengths[c] = ((1 << (most + 1)) - 2) | (CharacterKinds.isHexDigit(c) ? 1 << BINARY_RUN : 0);
    }
    for (char c : new char[] {'0', '1'}) {
      lengths[c] |= (1 << (BINARY_RUN - 1)) | (1 << (BINARY_RUN + 2));
    }
    for (char c : new char[] {'u', 'U'}) {
      lengths[c] = (1 << (MAX_CODE_POINT + 1)) - (1 << (MAX_SHORT_RUN + 1));
    }
    return lengths;
  }

  /** Where it was seen, in order. */
  public IntList places(Cue cue) {
    return places.getOrDefault(cue, NONE);
  }

  public int count(Cue cue) {
    return places(cue).size();
  }

  public boolean any() {
    return !encodedRuns.isEmpty() || !places.isEmpty();
  }

  /** Start and end of each run that could be Base64 or hexadecimal digits, in turn. */
  public IntList encodedRuns() {
    return encodedRuns;
  }

  /** Start and end of each word of a kind, in turn. */
  public IntList words(CueWords.Kind kind) {
    return words.getOrDefault(kind, NONE);
  }

  /** Forgets the places and keeps what is known of the rows that have begun. */
  void clear() {
    places.clear();
    encodedRuns.clear();
    words.clear();
  }

  /** Start of a row of runs that has begun and could become codes or a number, or the position. */
  int openRow(int position) {
    int start = rows.openRow(position);
    boolean open = shortRuns > 0 && position - shortEnd <= MAX_SHORT_GAP;
    return open ? Math.min(start, firstShortRuns[0]) : start;
  }

  /**
   * Start of a row of groups that the run at the position may go on, or the position.
   *
   * @param end up to where that run has come
   */
  int openGroups(char[] chars, int position, int end) {
    boolean open =
        groupLength > 0
            && position - groupEnd <= 1
            && end - position <= groupLength
            // WHY: a stream would have to hold each word of prose until the next one is longer.
            && (groups > 1 || isMixed(chars, groupStart, groupLength));
    return open ? Math.min(position, groupStart) : position;
  }

  private void note(Cue cue, int at) {
    IntList seen = places.get(cue);
    if (seen == null) {
      seen = new IntList();
      places.put(cue, seen);
    }
    seen.add(at);
  }

  void word(CueWords.Kind kind, int start, int end) {
    IntList list = words.computeIfAbsent(kind, k -> new IntList());
    list.add(start);
    list.add(end);
    note(Cue.WORD, start);
  }

  void digitRun(char[] chars, int start, int end, int length) {
    int row = rows.add(chars, start, end, length);
    if (row >= 0) {
      note(Cue.GROUPED, row);
    }
    boolean inWord =
        (start > 0 && CharacterKinds.isAsciiLetter(chars[start - 1]))
            || (end < length && CharacterKinds.isAsciiLetter(chars[end]));
    if (inWord) {
      digitsInWords = start - digitInWord <= NEAR ? digitsInWords + 1 : 1;
      digitInWord = start;
      if (digitsInWords >= MIN_DIGITS_IN_WORDS) {
        note(Cue.DIGITS_IN_WORDS, start);
      }
    }
  }

  /** A run of letters, digits and the signs of Base64. */
  void run(char[] chars, int start, int end) {
    int length = end - start;
    group(chars, start, length);
    if (length >= MIN_ENCODED_RUN) {
      encodedRuns.add(start);
      encodedRuns.add(end);
      shortRuns = 0;
      if (pairs(chars, start)) {
        note(Cue.SHORT_RUNS, start);
      }
    } else {
      shortRun(start, end, (SHORT_RUNS[chars[start]] >>> length) & 1);
    }
  }

  /**
   * Rows of words of one length are prose where the first, or two that follow each other, hold
   * small letters only.
   */
  private void group(char[] chars, int start, int length) {
    // WHY: the rest is asked for few words; what fits is told without a jump, for it cannot be
    // predicted.
    boolean goesOn =
        length == groupLength
            && start == groupEnd + 1
            && (isMixed(chars, start - 1 - length, length)
                || (groups > 1 && isMixed(chars, start, length)));
    if (!goesOn) {
      int fits = ((2 - length) & (length - MIN_ENCODED_RUN)) >> 31;
      groups = 0;
      groupStart = start;
      groupLength = length & fits;
    }
    if (++groups == MIN_GROUPS) {
      note(Cue.GROUPED_CODES, groupStart);
    }
    groupEnd = start + length;
  }

  /** A digit, or a capital that does not begin a word. */
  private static boolean isMixed(char[] chars, int start, int length) {
    for (int at = start; at < start + length; at++) {
      char c = chars[at];
      if (CharacterKinds.isDigit(c) || (at > start && c >= 'A' && c <= 'Z')) {
        return true;
      }
    }
    return false;
  }

  /**
   * In a row of short runs a list of codes may begin with any, for others may stand before it.
   *
   * @param isShort 1 for a short run, 0 for one that ends a row of them
   */
  private void shortRun(int start, int end, int isShort) {
    // WHY: which of the two a word is cannot be predicted, so that both are done without a jump.
    int counts = -isShort;
    int before = shortRuns & ((start - shortEnd - MAX_SHORT_GAP - 1) >> 31);
    firstShortRuns[before] = start;
    shortEnd ^= (shortEnd ^ end) & counts;
    shortRuns = (before + 1) & counts;
    if (shortRuns >= MIN_SHORT_RUNS) {
      codes(before);
    }
  }

  /** Notes the last run of a row as one that a list may begin with, or all, at first. */
  private void codes(int before) {
    shortRuns = MIN_SHORT_RUNS;
    for (int run = before == MIN_SHORT_RUNS ? before : 0; run <= before; run++) {
      note(Cue.SHORT_RUNS, firstShortRuns[run]);
    }
  }

  /** Two digits and a sign, twice: such signs count as part of a run. */
  private static boolean pairs(char[] chars, int start) {
    return CharacterKinds.isHexDigit(chars[start + 1])
        && CharacterKinds.isAsciiAlphanumeric(chars[start])
        && chars[start + 2] == chars[start + 5]
        && !CharacterKinds.isAsciiAlphanumeric(chars[start + 2]);
  }

  /** A sign, one character after another one. */
  void alternation(int at) {
    if (++alternations == MIN_SPACED) {
      note(Cue.SPACED, Math.max(0, at - 2 * MIN_SPACED));
    }
  }

  /** A sign after several characters that are none. */
  void endAlternation() {
    alternations = 0;
  }

  /** What a text begins with. */
  void first(char sign) {
    if (CharacterKinds.isDigit(sign) || sign == '[') {
      note(Cue.LINE, 0);
    }
  }

  /** One of the signs that begin an escape, or the end of a line. */
  void sign(char sign, char[] chars, int at, int length) {
    char next = at + 1 < length ? chars[at + 1] : '\0';
    char after = at + 2 < length ? chars[at + 2] : '\0';
    switch (sign) {
      case '%' -> {
        if ((CharacterKinds.isHexDigit(next) && CharacterKinds.isHexDigit(after)) || next == 'u') {
          note(Cue.PERCENT, at);
        }
      }
      case '+' -> {
        if (at > 0 && CharacterKinds.isOfForm(chars[at - 1]) && CharacterKinds.isOfForm(next)) {
          note(Cue.PLUS, at);
        }
      }
      case '\n', '\r' -> {
        if (CharacterKinds.isDigit(next) || LINE_MARKS.indexOf(next) >= 0) {
          note(Cue.LINE, at);
        }
      }
      case '&' -> {
        if (next == '#' || CharacterKinds.isAsciiLetter(next)) {
          note(Cue.REFERENCE, at);
        }
      }
      case '\\' -> {
        boolean endsLine = next == '\n' || next == '\r';
        if (next == '\\'
            || endsLine
            || CharacterKinds.isEscapable(next)
            || ESCAPED.indexOf(next) >= 0
            || (next == 'e' && after == '[')) {
          note(Cue.BACKSLASH, at);
        }
      }
      default -> {
        boolean escapedBreak = next == '\\' && (after == 'r' || after == 'n');
        if (next == '\n'
            || next == '\r'
            || escapedBreak
            || (CharacterKinds.isHexDigit(next) && CharacterKinds.isHexDigit(after))) {
          note(Cue.QUOTED, at);
        }
      }
    }
  }
}
