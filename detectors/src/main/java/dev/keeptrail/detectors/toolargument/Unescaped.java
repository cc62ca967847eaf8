package dev.keeptrail.detectors.toolargument;

import java.util.Arrays;
import java.util.Map;

/**
 * A text in small letters after undoing percent escapes (also {@code %u0041}, doubled ones and
 * UTF-8 that is longer than allowed), character references of HTML and backslash codes, as servers
 * along the way may do. Each character knows the range it was written as. Rounds are bounded.
 */
final class Unescaped {
  private static final int MAX_ROUNDS = 3;
  private static final Map<String, Character> REFERENCES =
      Map.ofEntries(
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("amp", '&'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("colon", ':'),
          Map.entry("lpar", '('),
          Map.entry("rpar", ')'),
          Map.entry("tab", '\t'),
          Map.entry("newline", '\n'),
          Map.entry("sol", '/'),
          Map.entry("period", '.'),
          Map.entry("equals", '='),
          Map.entry("lbrace", '{'),
          Map.entry("lcub", '{'),
          Map.entry("rbrace", '}'),
          Map.entry("rcub", '}'),
          Map.entry("num", '#'),
          Map.entry("semi", ';'),
          Map.entry("comma", ','),
          Map.entry("bsol", '\\'));

  private char[] chars;
  private int[] starts;
  private int[] ends;
  private int length;
  private boolean changed;

  private Unescaped(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
    this.starts = new int[length];
    this.ends = new int[length];
    for (int i = 0; i < length; i++) {
      starts[i] = i;
      ends[i] = i + 1;
    }
  }

  static Unescaped of(CharSequence text) {
    char[] chars = new char[text.length()];
    for (int i = 0; i < chars.length; i++) {
      char c = text.charAt(i);
      // ASCII first: the call below costs more than the loop.
      chars[i] = c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
    }
    return new Unescaped(chars, chars.length).undone();
  }

  private Unescaped undone() {
    for (int round = 0; round < MAX_ROUNDS && round(); round++) {
      changed = true;
    }
    return this;
  }

  /**
   * The same as readers of addresses have it, who pass over tabs and line breaks wherever they
   * stand; this itself where there are none.
   */
  Unescaped withoutBreaks() {
    int kept = 0;
    for (int at = 0; at < length; at++) {
      kept += isBreak(chars[at]) ? 0 : 1;
    }
    if (kept == length) {
      return this;
    }
    var joined = new Unescaped(new char[kept], kept);
    joined.changed = true;
    int size = 0;
    for (int at = 0; at < length; at++) {
      if (!isBreak(chars[at])) {
        joined.chars[size] = chars[at];
        joined.starts[size] = starts[at];
        joined.ends[size++] = ends[at];
      }
    }
    // A break may have stood inside of an escape.
    return joined.undone();
  }

  private static boolean isBreak(char c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  int length() {
    return length;
  }

  char[] chars() {
    return chars;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** Whether anything was escaped. */
  boolean changed() {
    return changed;
  }

  /** One pass; true when something was undone. */
  private boolean round() {
    if (!hasSign()) {
      return false;
    }
    char[] next = new char[length];
    int[] nextStarts = new int[length];
    int[] nextEnds = new int[length];
    int size = 0;
    int at = 0;
    while (at < length) {
      long read = escape(at);
      int taken = read < 0 ? 1 : (int) (read >> 16);
      next[size] = read < 0 ? chars[at] : Character.toLowerCase((char) (read & 0xFFFF));
      nextStarts[size] = starts[at];
      nextEnds[size++] = ends[at + taken - 1];
      at += taken;
    }
    boolean shorter = size < length;
    if (shorter) {
      chars = Arrays.copyOf(next, size);
      starts = Arrays.copyOf(nextStarts, size);
      ends = Arrays.copyOf(nextEnds, size);
      length = size;
    }
    return shorter;
  }

  private boolean hasSign() {
    for (int i = 0; i < length; i++) {
      if ("%&\\".indexOf(chars[i]) >= 0 || (chars[i] == '0' && look(i + 1) == 'x')) {
        return true;
      }
    }
    return false;
  }

  /** How many characters the escape here takes and what it means, or -1. */
  private long escape(int at) {
    return switch (chars[at]) {
      case '%' -> percent(at);
      case '&' -> reference(at);
      case '\\' -> code(at);
      case '0' -> zeroHex(at);
      default -> -1;
    };
  }

  /** {@code 0x2e} and {@code 0x2f}: dots and slashes as some filters spell them. */
  private long zeroHex(int at) {
    int value = look(at + 1) == 'x' ? hex(at + 2, 2) : -1;
    return value == '.' || value == '/' || value == '\\' ? read(4, value) : -1;
  }

  private static long read(int taken, int meaning) {
    return ((long) taken << 16) | meaning;
  }

  private long percent(int at) {
    if (look(at + 1) == 'u') {
      int wide = hex(at + 2, 4);
      return wide < 0 ? -1 : read(6, narrow(wide));
    }
    int first = hex(at + 1, 2);
    if (first < 0x80) {
      return first < 0 ? -1 : read(3, first);
    }
    // More bytes than needed hide a dot or a slash; sloppy readers take any second byte.
    if (first == 0xC0 || first == 0xC1) {
      int second = look(at + 3) == '%' ? hex(at + 4, 2) : -1;
      int low = second < 0x80 ? second : ((first & 1) << 6) | (second & 0x3F);
      return second < 0 ? -1 : read(6, low);
    }
    if (first >= 0xE0) {
      return overlong(at, first);
    }
    boolean two = first >= 0xC2 && first < 0xE0 && look(at + 3) == '%';
    int second = two ? hex(at + 4, 2) : -1;
    return second < 0x80 ? -1 : read(6, ((first & 0x1F) << 6) | (second & 0x3F));
  }

  /** Three to six bytes that come to a character of ASCII. */
  private long overlong(int at, int first) {
    int more = first >= 0xFC ? 5 : first >= 0xF8 ? 4 : first >= 0xF0 ? 3 : 2;
    int value = 0;
    for (int i = 1; i <= more; i++) {
      int next = look(at + 3 * i) == '%' ? hex(at + 3 * i + 1, 2) : -1;
      if (next < 0x80) {
        return -1;
      }
      value = (value << 6) | (next & 0x3F);
    }
    // Writers that keep the low byte alone make line breaks of these two.
    int kept = value == 0x560A || value == 0x560D ? value & 0xFF : value;
    return kept < 0x80 ? read(3 * (more + 1), kept) : -1;
  }

  /** Full-width signs, and the code points that some code pages turn into slashes. */
  private static int narrow(int c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return c - 0xFEE0;
    }
    return switch (c) {
      case 0x2215, 0x2044, 0xF025, 0xEFC8, 0x221F -> '/';
      case 0x2216 -> '\\';
      default -> c;
    };
  }

  private long reference(int at) {
    int end = at + 1;
    while (end < length && end - at < 12 && chars[end] != ';' && chars[end] > ' ') {
      end++;
    }
    if (look(at + 1) == '#') {
      return number(at);
    }
    if (look(end) != ';') {
      return -1;
    }
    Character named = REFERENCES.get(new String(chars, at + 1, end - at - 1));
    return named == null ? -1 : read(end + 1 - at, named);
  }

  private long number(int at) {
    int radix = look(at + 2) == 'x' ? 16 : 10;
    int from = at + (radix == 16 ? 3 : 2);
    int end = from;
    int value = 0;
    while (end - from < 8 && Character.digit(look(end), radix) >= 0) {
      value = Math.min(value * radix + Character.digit(look(end), radix), 0xFFFF);
      end++;
    }
    if (end == from || value == 0) {
      return -1;
    }
    return read(end - at + (look(end) == ';' ? 1 : 0), value);
  }

  private long code(int at) {
    int wide = look(at + 1) == 'u' ? hex(at + 2, 4) : -1;
    if (wide >= 0) {
      return read(6, wide);
    }
    int narrow = look(at + 1) == 'x' ? hex(at + 2, 2) : -1;
    return narrow > 0 && narrow < 0x80 ? read(4, narrow) : -1;
  }

  private char look(int at) {
    return at < length ? chars[at] : '\0';
  }

  private int hex(int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = i < length ? Character.digit(chars[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
