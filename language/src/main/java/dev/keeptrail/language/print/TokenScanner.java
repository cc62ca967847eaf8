package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text pack into tokens as the language's lexer does, and keeps what a lexer drops: comments
 * and line ends. Meant for sources without syntax errors; of any other it makes some tokens, too.
 */
final class TokenScanner {
  private static final String BLOCK_MARK = "\"\"\"";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private List<Token.Comment> comments = new ArrayList<>();
  private int lineBreaks;
  private int at;

  private TokenScanner(String text) {
    this.text = text;
  }

  /** All tokens, an {@link Token.Kind#END} last. */
  static List<Token> scan(String text) {
    return new TokenScanner(text).run();
  }

  private List<Token> run() {
    while (at < text.length()) {
      step(text.charAt(at));
    }
    add(Token.Kind.END, at);
    return tokens;
  }

  private void step(char c) {
    if (c == '\n' || c == '\r') {
      lineBreaks++;
      at += text.startsWith("\r\n", at) ? 2 : 1;
    } else if (c == ' ' || c == '\t' || c == '\uFEFF') {
      at++;
    } else if (c == '#') {
      comment();
    } else if (isWordStart(c)) {
      add(Token.Kind.WORD, wordEnd());
    } else if (isDigit(c)) {
      add(Token.Kind.NUMBER, numberEnd());
    } else if (c == '\'') {
      add(Token.Kind.RAW_STRING, rawEnd());
    } else if (text.startsWith(BLOCK_MARK, at)) {
      add(Token.Kind.BLOCK_STRING, escapedEnd(BLOCK_MARK));
    } else if (c == '"') {
      add(Token.Kind.STRING, escapedEnd("\""));
    } else {
      add(Token.Kind.SIGN, signEnd(c));
    }
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at, lineBreaks, comments));
    comments = new ArrayList<>();
    lineBreaks = 0;
    at = end;
  }

  private void comment() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    boolean first = tokens.isEmpty() && comments.isEmpty();
    int breaks = first ? Math.max(lineBreaks, 1) : lineBreaks;
    comments.add(new Token.Comment(text.substring(at, end).stripTrailing(), at, breaks));
    lineBreaks = 0;
    at = end;
  }

  private int wordEnd() {
    int end = at + 1;
    while (end < text.length()) {
      boolean hyphenInside =
          text.charAt(end) == '-' && end + 1 < text.length() && isWordPart(text.charAt(end + 1));
      if (!isWordPart(text.charAt(end)) && !hyphenInside) {
        return end;
      }
      end++;
    }
    return end;
  }

  private int numberEnd() {
    int end = digitsEnd(at);
    if (isDigitAt(end + 1) && text.charAt(end) == '.') {
      end = digitsEnd(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      boolean signed =
          end + 1 < text.length() && (text.charAt(end + 1) == '+' || text.charAt(end + 1) == '-');
      int exponent = end + (signed ? 2 : 1);
      return isDigitAt(exponent) ? digitsEnd(exponent) : end;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private int rawEnd() {
    int close = text.indexOf('\'', at + 1);
    return close < 0 ? text.length() : close + 1;
  }

  private int escapedEnd(String mark) {
    int end = at + mark.length();
    while (end < text.length() && !text.startsWith(mark, end)) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + mark.length(), text.length());
  }

  private int signEnd(char c) {
    boolean doubled =
        (c == '=' || c == '!' || c == '<' || c == '>')
            && at + 1 < text.length()
            && text.charAt(at + 1) == '=';
    return at + (doubled ? 2 : Character.charCount(text.codePointAt(at)));
  }

  private boolean isDigitAt(int index) {
    return index < text.length() && isDigit(text.charAt(index));
  }

  private static boolean isWordStart(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
