package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where each character of a scalar's text is written: reads the scalar once more, in the few
 * ways in which expressions are written, and holds the result against what the parser read. Where
 * they differ, the whole scalar is every character's place.
 */
final class ScalarPlaces {
  private final String source;
  private final int end;
  private final StringBuilder text = new StringBuilder();
  private final List<int[]> places = new ArrayList<>();
  private int at;

  private ScalarPlaces(String source, int from, int end) {
    this.source = source;
    this.at = from;
    this.end = end;
  }

  static EmbeddedText of(YamlNode.Scalar scalar) {
    Span span = scalar.span();
    String source = span.source().text();
    ScalarPlaces reading =
        new ScalarPlaces(source, span.offset(), Math.min(span.end(), source.length()));
    reading.skipProperties();
    reading.read(scalar.plain());
    return reading.holdAgainst(scalar).orElseGet(() -> EmbeddedText.at(span, scalar.text()));
  }

  private Optional<EmbeddedText> holdAgainst(YamlNode.Scalar scalar) {
    int length = scalar.text().length();
    boolean same =
        text.length() >= length && scalar.text().contentEquals(text.substring(0, length));
    if (length == 0 || !same) {
      return Optional.empty();
    }
    int[] starts = places.stream().limit(length).mapToInt(place -> place[0]).toArray();
    int[] ends = places.stream().limit(length).mapToInt(place -> place[1]).toArray();
    return Optional.of(EmbeddedText.of(scalar.span().source(), scalar.text(), starts, ends));
  }

  /** Anchors and tags stand before the scalar. */
  private void skipProperties() {
    while (at < end && (source.charAt(at) == '&' || source.charAt(at) == '!')) {
      while (at < end && !isWhite(source.charAt(at))) {
        at++;
      }
      while (at < end && isWhite(source.charAt(at))) {
        at++;
      }
    }
  }

  private void read(boolean plain) {
    char style = at < end && !plain ? source.charAt(at) : 'p';
    switch (style) {
      case '"', '\'' -> {
        at++;
        flow(style, end - 1);
      }
      case '|', '>' -> block(style);
      default -> flow(style, end);
    }
  }

  private void flow(char style, int stop) {
    while (at < stop) {
      char c = source.charAt(at);
      if (isWhite(c) && lineBreaks() > 0) {
        fold(whiteEnd(), lineBreaks());
      } else if (style == '"' && c == '\\') {
        escape(stop);
      } else if (style == '\'' && c == '\'') {
        add(c, 2);
      } else {
        add(c, 1);
      }
    }
  }

  /** A line end is a space, and each empty line after it a line end. */
  private void fold(int to, int breaks) {
    int from = at;
    for (int i = 0; i < Math.max(1, breaks - 1); i++) {
      text.append(breaks == 1 ? ' ' : '\n');
      places.add(new int[] {from, to});
    }
    at = to;
  }

  private void escape(int stop) {
    char sign = at + 1 < stop ? source.charAt(at + 1) : ' ';
    switch (sign) {
      case 'n' -> add('\n', 2);
      case 't', '\t' -> add('\t', 2);
      case 'r' -> add('\r', 2);
      case '"', '\\', '/', ' ' -> add(sign, 2);
      case '\n', '\r' -> {
        at++;
        at = whiteEnd();
      }
      case 'x' -> codePoint(2, stop);
      case 'u' -> codePoint(4, stop);
      case 'U' -> codePoint(8, stop);
      default -> at = stop;
    }
  }

  private void codePoint(int digits, int stop) {
    int from = at;
    int to = Math.min(stop, at + 2 + digits);
    int codePoint = -1;
    try {
      codePoint = Integer.parseInt(source, at + 2, to, 16);
    } catch (NumberFormatException invalid) {
      at = stop;
    }
    if (Character.isValidCodePoint(codePoint)) {
      for (char c : Character.toChars(codePoint)) {
        text.append(c);
        places.add(new int[] {from, to});
      }
      at = to;
    }
  }

  private void block(char style) {
    skipLine();
    int indentation = indentation();
    boolean first = true;
    boolean wasIndented = false;
    int empty = 0;
    while (at < end) {
      int lineEnd = lineEnd();
      int start = Math.min(at + indentation, lineEnd);
      if (start == lineEnd) {
        empty++;
      } else {
        boolean indented = isWhite(source.charAt(start));
        between(style, first, indented || wasIndented, empty);
        first = false;
        wasIndented = indented;
        empty = 0;
        at = start;
        while (at < lineEnd) {
          add(source.charAt(at), 1);
        }
      }
      at = lineEnd;
      skipLine();
    }
    between('|', false, false, Math.max(empty, 1));
  }

  /** What stands between two lines that hold something. */
  private void between(char style, boolean first, boolean indented, int empty) {
    int breaks = first ? empty : empty + 1;
    boolean folded = style == '>' && !first && !indented;
    int count = folded ? Math.max(1, breaks - 1) : breaks;
    for (int i = 0; i < count; i++) {
      text.append(folded && breaks == 1 ? ' ' : '\n');
      places.add(new int[] {at, at});
    }
  }

  /** How much white space starts the first line that holds something. */
  private int indentation() {
    int here = at;
    int white = 0;
    for (int i = here; i < end; i++) {
      char c = source.charAt(i);
      if (c == ' ') {
        white++;
      } else if (c == '\n' || c == '\r') {
        white = 0;
      } else {
        return white;
      }
    }
    return white;
  }

  private void add(char c, int width) {
    text.append(c);
    places.add(new int[] {at, at + width});
    at += width;
  }

  private int lineEnd() {
    int to = at;
    while (to < end && source.charAt(to) != '\n' && source.charAt(to) != '\r') {
      to++;
    }
    return to;
  }

  private void skipLine() {
    at = lineEnd();
    if (at < end) {
      boolean pair = source.startsWith("\r\n", at);
      at += pair ? 2 : 1;
    }
  }

  private int whiteEnd() {
    int to = at;
    while (to < end && isWhite(source.charAt(to))) {
      to++;
    }
    return to;
  }

  private int lineBreaks() {
    String white = source.substring(at, whiteEnd());
    return (int) white.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
  }

  private static boolean isWhite(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
