package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Reads single escapes: percent (RFC 3986), backslash (as in JSON, C and Python), and
 * quoted-printable (RFC 2045). An escape of an escape, as in {@code %2541}, is read in one go
 * however deep, so that nesting costs no further round.
 */
final class EscapeReader {
  /** JSON in JSON in JSON doubles them each time. */
  private static final int MAX_BACKSLASHES = 8;

  private static final int MAX_DIGITS = 8;
  private static final int STYLE_DIGITS = 6;

  /** As C and shells write it in front of sequences for terminals. */
  private static final char ESCAPE = '\u001b';

  private static final int MAX_INDENT = 64;

  /** The longest line of quoted-printable, and one that its writer ended at a word. */
  private static final int MAX_LINE = 76;

  private static final int MIN_LINE = 60;
  private static final String WHITE = "ntrfbv";
  private static final String PATH = "./\\";
  private static final String RICH_TEXT = "{\\rtf";
  private static final int FIRST_OF_LATIN = 0xA0;

  private final ScannedText text;

  /** Whether the text is a file of Word's interchange format. */
  private final boolean rich;

  EscapeReader(ScannedText text) {
    this.text = text;
    this.rich = text.startsWith(RICH_TEXT);
  }

  @Nullable Escape percent(int at) {
    int digits = at + 1;
    if (text.at(digits) == 'u') {
      int value = number(digits + 1, 4, 4);
      return value < 0 ? null : new Escape(digits + 5, value, false, View.PERCENT);
    }
    while (text.at(digits) == '2' && text.at(digits + 1) == '5' && pair(digits + 2) >= 0) {
      digits += 2;
    }
    int value = pair(digits);
    return value < 0 ? null : new Escape(digits + 2, value, true, View.PERCENT);
  }

  /**
   * An escape of quoted-printable, where what stands around it speaks for that: an equals sign and
   * two digits alone are an assignment as often.
   */
  @Nullable Escape quoted(int at) {
    int next = at + 1;
    int line = softBreakEnd(next);
    if (line > next) {
      return isSoftBreak(at, line) ? new Escape(line, -1, false, View.QUOTED_PRINTABLE) : null;
    }
    return isQuoted(at)
        ? new Escape(next + 2, quotedByte(next), true, View.QUOTED_PRINTABLE)
        : null;
  }

  private boolean isQuoted(int at) {
    int value = quotedByte(at + 1);
    return value == '='
        || (value >= 0 && (isInWord(at, value) || isInRow(at) || endsLine(at, value)));
  }

  /** The byte in two hexadecimal digits, in capitals, that it makes sense to escape; or -1. */
  private int quotedByte(int at) {
    int value = pair(at);
    boolean small = text.at(at) >= 'a' || text.at(at + 1) >= 'a';
    return small || !(ByteText.isReadable(value) || value >= 0x80) ? -1 : value;
  }

  private boolean isInWord(int at, int value) {
    return !CharacterKinds.isAsciiAlphanumeric((char) value)
        && CharacterKinds.isAsciiAlphanumeric(text.at(at - 1))
        && CharacterKinds.isAsciiLetter(text.at(at + 3));
  }

  /** White space there would be lost on the way. */
  private boolean endsLine(int at, int value) {
    return value == ' ' && isLineBreak(text.at(at + 3));
  }

  /** Whether another escape, or the end of a line that goes on, stands right beside it. */
  private boolean isInRow(int at) {
    if (text.at(at - 3) == '=' && quotedByte(at - 2) >= 0) {
      return true;
    }
    int line = at;
    while (line > 0 && isLineBreak(text.charAt(line - 1))) {
      line--;
    }
    if (line < at && text.at(line - 1) == '=') {
      return true;
    }
    int after = at + 3;
    return text.at(after) == '='
        && (quotedByte(after + 1) >= 0 || softBreakEnd(after + 1) > after + 1);
  }

  /** Whether the line goes on: in a number, beside an escape, or as far as lines are filled. */
  private boolean isSoftBreak(int at, int line) {
    char before = text.at(at - 1);
    char after = text.at(line);
    if (CharacterKinds.isDigit(before) && CharacterKinds.isDigit(after)) {
      // WHY: a number that goes on in the next line can mean nothing else.
      return true;
    }
    boolean beside =
        (text.at(at - 3) == '=' && quotedByte(at - 2) >= 0)
            || (after == '=' && quotedByte(line + 1) >= 0);
    return beside
        || (!Character.isWhitespace(after)
            && (isFilled(at) || (CharacterKinds.isAsciiLetter(before) && hasEscapeBefore(at))));
  }

  /** Whether a line that ends there is about as long as lines of quoted-printable get. */
  private boolean isFilled(int end) {
    int start = end;
    while (start > 0 && end - start <= MAX_LINE && !beginsLine(start)) {
      start--;
    }
    int length = end + 1 - start;
    return length >= MIN_LINE && length <= MAX_LINE;
  }

  /** Whether the line has an escape before the position: its writer escapes then. */
  private boolean hasEscapeBefore(int end) {
    for (int at = end - 1; end - at <= MAX_LINE && !beginsLine(at + 1); at--) {
      if (text.at(at) == '=' && isQuoted(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean beginsLine(int at) {
    char before = text.at(at - 1);
    return isLineBreak(before) || (before == 'n' && text.at(at - 2) == '\\');
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /** Behind the end of a line that stands there, also as JSON writes it; or the position. */
  private int softBreakEnd(int at) {
    if (text.at(at) == '\n' || text.at(at) == '\r') {
      return text.at(at) == '\r' && text.at(at + 1) == '\n' ? at + 2 : at + 1;
    }
    int end = at;
    for (char c : new char[] {'r', 'n'}) {
      if (text.at(end) == '\\' && text.at(end + 1) == c) {
        end += 2;
      }
    }
    return end;
  }

  @Nullable Escape backslash(int at) {
    int sign = at + 1;
    while (sign - at < MAX_BACKSLASHES && text.at(sign) == '\\') {
      sign++;
    }
    char c = text.at(sign);
    if (rich && c == '\'' && pair(sign + 1) >= FIRST_OF_LATIN) {
      return new Escape(sign + 3, pair(sign + 1), false, View.CHARACTER_CODES);
    }
    Escape style = CharacterKinds.isDigit(c) ? style(sign) : null;
    if (style != null) {
      return style;
    }
    return switch (c) {
      case 'x', 'X' -> hexadecimal(sign + 1);
      case 'u' -> text.at(sign + 1) == '{' ? braced(sign + 1, 0) : json(sign + 1);
      case 'U' -> braced(sign + 1, MAX_DIGITS);
      case 'e' ->
          text.at(sign + 1) == '['
              ? new Escape(sign + 1, ESCAPE, false, View.CHARACTER_CODES)
              : null;
      case '0', '1', '2', '3' -> octal(sign);
      case '\n', '\r' -> sign == at + 1 ? lineBreak(at, sign) : null;
      default -> {
        if (WHITE.indexOf(c) >= 0) {
          yield new Escape(sign + 1, c == 't' ? '\t' : '\n', false, View.NORMALIZED);
        }
        yield isEscaped(sign, at) ? new Escape(sign + 1, c, false, View.NORMALIZED) : null;
      }
    };
  }

  /**
   * Whether the sign there is kept from being read as anything else, as Markdown, TeX, shells,
   * patterns and properties do. A dot only behind a word: paths have others.
   */
  private boolean isEscaped(int sign, int at) {
    char c = text.at(sign);
    boolean path = c == '.' && PATH.indexOf(text.at(sign + 1)) >= 0;
    return CharacterKinds.isEscapable(c)
        && (c != '.' || (CharacterKinds.isPartOfWord(text.at(at - 1)) && !path));
  }

  /** Where a line goes on behind its end, as in shells and in strings of C and YAML. */
  private @Nullable Escape lineBreak(int at, int sign) {
    int end = text.at(sign) == '\r' && text.at(sign + 1) == '\n' ? sign + 2 : sign + 1;
    int word = end;
    while (word - end < MAX_INDENT && (text.at(word) == ' ' || text.at(word) == '\t')) {
      word++;
    }
    boolean within = isInside(text.at(at - 1)) && isInside(text.at(word));
    return within ? new Escape(word, Escapes.LINE_BREAK, false, View.CHARACTER_CODES) : null;
  }

  private static boolean isInside(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '@' || c == '.';
  }

  /** Those of a text as written are read already; these were themselves escaped. */
  private @Nullable Escape json(int at) {
    int value = number(at, 4, 4);
    return value < 0 ? null : new Escape(at + 4, value, false, View.NORMALIZED);
  }

  private @Nullable Escape hexadecimal(int at) {
    int value = pair(at);
    return value < 0 ? braced(at, 0) : new Escape(at + 2, value, true, View.CHARACTER_CODES);
  }

  /** Digits in braces, or that many without. */
  private @Nullable Escape braced(int at, int digits) {
    int start = text.at(at) == '{' ? at + 1 : at;
    int end = start;
    while (end - start < MAX_DIGITS && Escape.hex(text.at(end)) >= 0) {
      end++;
    }
    boolean closed = start > at ? text.at(end) == '}' : digits > 0 && end - start == digits;
    int value = closed ? number(start, 1, end - start) : -1;
    return value < 0
        ? null
        : new Escape(start > at ? end + 1 : end, value, false, View.CHARACTER_CODES);
  }

  /**
   * As style sheets write characters (CSS Syntax, section 4.3.7): six hexadecimal digits that begin
   * with noughts, or two and a space that belongs to them.
   */
  private @Nullable Escape style(int at) {
    boolean six = text.at(at) == '0' && text.at(at + 1) == '0';
    int digits = six ? STYLE_DIGITS : 2;
    int value = number(at, digits, digits);
    int end = at + digits;
    boolean blank = value >= 0 && text.at(end) == ' ';
    boolean ascii = value > ' ' && value < 0x7F;
    return (six || (ascii && blank)) && ByteText.isReadable(value)
        ? new Escape(blank ? end + 1 : end, value, false, View.CHARACTER_CODES)
        : null;
  }

  private @Nullable Escape octal(int at) {
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      char c = text.at(i);
      if (c < '0' || c > '7') {
        return null;
      }
      value = value * 8 + c - '0';
    }
    return new Escape(at + 3, value, true, View.CHARACTER_CODES);
  }

  private int pair(int at) {
    return Escape.hexPair(text.at(at), text.at(at + 1));
  }

  /** A code point in so many hexadecimal digits, or -1. */
  private int number(int at, int least, int digits) {
    long value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Escape.hex(text.at(i));
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return digits < least || !Character.isValidCodePoint((int) value) ? -1 : (int) value;
  }
}
