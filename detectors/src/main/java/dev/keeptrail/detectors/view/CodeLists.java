package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/**
 * Reads characters given by their codes one after the other: decimal, octal, binary, and pairs of
 * hexadecimal digits, parted by spaces or single signs; and the arguments of functions that make
 * characters.
 */
final class CodeLists {
  private static final int MIN_CODES = 5;
  private static final int MAX_GAP = 3;
  private static final int MAX_CALL_GAP = 28;
  private static final int MAX_TOKEN = 10;
  private static final String GAP_SIGNS = " ,;:-_|+\n\t\r";
  private static final int MIN_WORDS = 4;
  private static final int WORD = 4;

  /** Of codes that do not say they are octal; others are decimal. */
  private static final int MIN_OCTAL = 3;

  /** Asked for each short word, and {@code values()} is a copy each time. */
  private static final List<Notation> NOTATIONS = List.of(Notation.values());

  private final Found found;
  private final ScannedText text;
  private final IntList tokens = new IntList();

  private CodeLists(Found found) {
    this.found = found;
    this.text = found.text();
  }

  /** How a code is written. */
  private enum Notation {
    BINARY(2, 7, 8, 'b'),
    HEX(16, 2, 2, 'x'),
    /** Of bytes or of characters. */
    DECIMAL(10, 1, 6, ' '),
    OCTAL(8, 2, 4, 'o'),
    /** As in {@code U+0041}. */
    CODE_POINT(16, 4, 6, '+');

    private final int radix;
    private final int least;
    private final int most;

    /** The letter behind a nought that says so. */
    private final char prefix;

    Notation(int radix, int least, int most, char prefix) {
      this.radix = radix;
      this.least = least;
      this.most = most;
      this.prefix = prefix;
    }

    private boolean givesCharacters() {
      return this == DECIMAL || this == CODE_POINT;
    }
  }

  static void read(Found found, Cues cues) {
    IntList places = cues.places(Cue.SHORT_RUNS);
    if (!places.isEmpty()) {
      new CodeLists(found).lists(places);
    }
    IntList calls = cues.words(CueWords.Kind.CODES);
    if (!calls.isEmpty()) {
      new CodeLists(found).calls(calls);
    }
  }

  private void lists(IntList places) {
    int taken = 0;
    int dumped = 0;
    for (int place = 0; place < places.size(); place++) {
      int from = places.get(place);
      if (from >= dumped) {
        dumped = Math.max(from + 1, HexDump.read(found, from));
      }
      if (from >= taken) {
        taken = list(from);
      }
    }
  }

  /** Reads the codes that follow each other from here, and returns where they end. */
  private int list(int from) {
    int i = from;
    int last = from;
    while (i < text.length() && isGap(last, i)) {
      if (!isCode(text.charAt(i))) {
        i++;
        continue;
      }
      int end = tokenEnd(i);
      if (end - i > MAX_TOKEN) {
        break;
      }
      boolean apart = i == from || Character.isWhitespace(text.charAt(i - 1));
      tokens.add(i);
      tokens.add(end);
      last = end;
      i = end;
      // WHY: behind a word of prose, each code of a list is a place of its own to begin at; a
      // stream would have to hold all words up to a long one.
      if (apart && !mayCount(tokens.size() - 2)) {
        break;
      }
    }
    flush();
    return Math.max(last, from + 1);
  }

  /** Whether a token is a code in any notation, or a part of a dump. */
  private boolean mayCount(int token) {
    for (Notation notation : NOTATIONS) {
      if (value(token, notation) >= 0) {
        return true;
      }
    }
    return isWord(token);
  }

  private static boolean isCode(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c);
  }

  private int tokenEnd(int start) {
    int end = isCodePoint(start) ? start + 2 : start;
    while (end < text.length() && isCode(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean isCodePoint(int start) {
    return (text.at(start) | 32) == 'u'
        && text.at(start + 1) == '+'
        && Escape.hex(text.at(start + 2)) >= 0;
  }

  private boolean isGap(int from, int to) {
    if (to - from > Cues.MAX_SHORT_GAP) {
      return false;
    }
    int gap = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (GAP_SIGNS.indexOf(c) < 0) {
        return false;
      }
      // WHY: lists of codes are also written a code to a line, each of them indented.
      boolean goesOn = i > from && c == ' ' && Character.isWhitespace(text.charAt(i - 1));
      gap += goesOn && holdsLineBreak(from, i) ? 0 : 1;
    }
    return gap <= MAX_GAP;
  }

  private boolean holdsLineBreak(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Numbers from the function on, as long as only signs and names stand between them. */
  private void calls(IntList calls) {
    int taken = 0;
    for (int call = 0; call < calls.size(); call += 2) {
      if (calls.get(call) < taken) {
        continue;
      }
      taken = calls.get(call + 1);
      int i = taken;
      while (i < text.length() && i - taken <= MAX_CALL_GAP) {
        if (CharacterKinds.isDigit(text.charAt(i))) {
          int end = tokenEnd(i);
          tokens.add(i);
          tokens.add(end);
          taken = end;
          i = end;
        } else {
          i++;
        }
      }
      flush();
    }
  }

  /** Reads the tokens gathered so far in each notation that makes sense of all of them. */
  private void flush() {
    if (tokens.size() >= 2 * MIN_CODES) {
      int start = 0;
      // Words beside a list may look like codes; the list is what is left without them.
      for (Notation notation : NOTATIONS) {
        while (start < tokens.size()) {
          int end = start;
          while (end < tokens.size() && value(end, notation) >= 0) {
            end += 2;
          }
          if (end - start >= 2 * MIN_CODES) {
            read(start, end, notation);
          }
          start = Math.max(end, start + 2);
        }
        start = 0;
      }
    }
    if (tokens.size() >= 2 * MIN_WORDS) {
      words();
    }
    tokens.clear();
  }

  /** Reads hexadecimal digits in groups of two or four bytes, as dumps of memory have them. */
  private void words() {
    int from = 0;
    while (from < tokens.size()) {
      int to = from;
      while (to < tokens.size() && isWord(to)) {
        to += 2;
      }
      boolean more = to < tokens.size() && to > from && length(to) == WORD / 2;
      int end = more && pair(tokens.get(to)) >= 0 ? to + 2 : to;
      if (to - from >= 2 * MIN_WORDS) {
        words(from, end);
      }
      from = Math.max(end, from + 2);
    }
  }

  private int length(int token) {
    return tokens.get(token + 1) - tokens.get(token);
  }

  private int pair(int at) {
    return Escape.hexPair(text.charAt(at), text.charAt(at + 1));
  }

  private boolean isWord(int token) {
    if (length(token) != WORD && length(token) != 2 * WORD) {
      return false;
    }
    for (int at = tokens.get(token); at < tokens.get(token + 1); at += 2) {
      int value = pair(at);
      if (value < 0 || !(value >= 0x80 || ByteText.isReadable(value))) {
        return false;
      }
    }
    return true;
  }

  private void words(int from, int to) {
    var bytes = new ByteText((to - from) * WORD);
    for (int i = from; i < to; i += 2) {
      for (int at = tokens.get(i); at < tokens.get(i + 1); at += 2) {
        bytes.add(pair(at), at, at + 2);
      }
    }
    if (bytes.isReadable()) {
      DecodedText form = found.begin(View.HEX, bytes.length());
      bytes.read(form::put);
      found.add(form);
    }
  }

  private int value(int token, Notation notation) {
    int start = tokens.get(token);
    int end = tokens.get(token + 1);
    if (isCodePoint(start) != (notation == Notation.CODE_POINT)) {
      return -1;
    }
    boolean prefixed = text.at(start) == '0' && (text.at(start + 1) | 32) == notation.prefix;
    if (prefixed || notation == Notation.CODE_POINT) {
      start += 2;
    }
    if (end - start < notation.least || end - start > notation.most) {
      return -1;
    }
    if (notation == Notation.OCTAL && start == tokens.get(token) && end - start < MIN_OCTAL) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = Escape.hex(text.charAt(i));
      if (digit < 0 || digit >= notation.radix) {
        return -1;
      }
      value = value * notation.radix + digit;
    }
    if (notation == Notation.CODE_POINT) {
      return ByteText.isReadable(value) ? value : -1;
    }
    if (notation == Notation.DECIMAL) {
      return ByteText.isReadable(value) || (value >= 0x80 && value < 0x100) ? value : -1;
    }
    return value < 0x100 ? value : -1;
  }

  private void read(int from, int to, Notation notation) {
    var bytes = new ByteText((to - from) / 2);
    var characters = new CodePoints();
    for (int i = from; i < to; i += 2) {
      int value = value(i, notation);
      characters.add(value, tokens.get(i), tokens.get(i + 1));
      bytes.add(value, tokens.get(i), tokens.get(i + 1));
    }
    if (!characters.isWordy()) {
      return;
    }
    View view = notation == Notation.HEX ? View.HEX : View.CHARACTER_CODES;
    if (characters.areBytes() && bytes.isReadable()) {
      DecodedText form = found.begin(view, bytes.length());
      bytes.read(form::put);
      found.add(form);
    } else if (notation.givesCharacters() && characters.isText()) {
      DecodedText form = found.begin(view, bytes.length());
      characters.read(form::put);
      found.add(form);
    }
  }
}
