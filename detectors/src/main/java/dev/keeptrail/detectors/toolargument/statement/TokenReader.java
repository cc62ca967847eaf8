package dev.keeptrail.detectors.toolargument.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into statements of tokens, in one pass. Comments are left out; those that hide what
 * a statement does are noted. One use, one thread.
 */
final class TokenReader {
  private static final int MAX_TOKENS = 3_000;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_RAW = 2_000;

  private final CharSequence text;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Disguise> disguises = new ArrayList<>();
  private List<Token> tokens = new ArrayList<>();
  private int at;

  /** A comment that hides something, and how sure that is. */
  record Disguise(int start, int end, double score) {}

  private TokenReader(CharSequence text) {
    this.text = text;
  }

  static TokenReader read(CharSequence text) {
    var reader = new TokenReader(text);
    while (reader.at < text.length()) {
      reader.step();
    }
    reader.endStatement();
    return reader;
  }

  List<Statement> statements() {
    return List.copyOf(statements);
  }

  List<Disguise> disguises() {
    return List.copyOf(disguises);
  }

  private char look(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
  }

  private void step() {
    char c = look(0);
    if (c <= ' ') {
      at++;
    } else if ((c == '-' && look(1) == '-') || (c == '#' && !Character.isLetter(look(1)))) {
      lineComment();
    } else if (c == '/' && look(1) == '*') {
      blockComment();
    } else if (c == '\'') {
      quoted('\'', Token.Kind.TEXT);
    } else if (c == '"' || c == '`') {
      quoted(c, Token.Kind.WORD);
    } else if (c == '$' && look(1) == '$') {
      dollars();
    } else if (c == ';') {
      endStatement();
      at++;
    } else if (Character.isDigit(c)) {
      run(Token.Kind.NUMBER);
    } else if (Character.isLetter(c) || c == '_' || c == '@' || c == '#') {
      run(Token.Kind.WORD);
    } else {
      add(Token.Kind.SIGN, String.valueOf(c), at, at + 1);
      at++;
    }
  }

  private void run(Token.Kind kind) {
    int start = at;
    while (Character.isLetterOrDigit(look(0)) || "_$@#".indexOf(look(0)) >= 0) {
      if (look(0) == '\0') {
        break;
      }
      at++;
    }
    add(kind, part(start, at), start, at);
  }

  private void quoted(char quote, Token.Kind kind) {
    int start = at++;
    while (at < text.length() && (look(0) != quote || look(1) == quote)) {
      at += look(0) == quote || look(0) == '\\' ? 2 : 1;
    }
    int end = Math.min(at, text.length());
    at = Math.min(end + 1, text.length());
    add(kind, part(start + 1, end), start, at);
  }

  private void dollars() {
    int start = at;
    at += 2;
    while (at < text.length() && !(look(0) == '$' && look(1) == '$')) {
      at++;
    }
    int end = Math.min(at, text.length());
    at = Math.min(end + 2, text.length());
    add(Token.Kind.TEXT, part(start + 2, end), start, at);
  }

  private void lineComment() {
    int start = at;
    while (at < text.length() && look(0) != '\n') {
      at++;
    }
    cut(start, start + (text.charAt(start) == '#' ? 1 : 2), at);
  }

  private void blockComment() {
    int start = at;
    if (look(2) == '!') {
      at += 3;
      while (Character.isDigit(look(0))) {
        at++;
      }
      // For some servers what it holds is no comment.
      hidden(start);
      return;
    }
    boolean letter = Character.isLetter(look(-1));
    at += 2;
    while (at < text.length() && !(look(0) == '*' && look(1) == '/')) {
      at++;
    }
    int end = Math.min(at, text.length());
    at = Math.min(end + 2, text.length());
    if (end == start + 2 && letter && Character.isLetter(look(0))) {
      disguises.add(new Disguise(start, at, 0.8));
    } else {
      cut(start, start + 2, end);
    }
  }

  private void hidden(int start) {
    String next = part(at, Math.min(at + 12, text.length())).strip();
    boolean query = next.startsWith("union") || next.startsWith("select") || next.startsWith("or ");
    if (query || next.startsWith("and ") || next.startsWith("sleep")) {
      disguises.add(new Disguise(start, Math.min(at + 5, text.length()), 0.85));
    }
  }

  /** A comment after a literal that holds what was meant to follow it. */
  private void cut(int start, int from, int end) {
    boolean literal = !tokens.isEmpty() && tokens.getLast().kind() == Token.Kind.TEXT;
    if (!literal) {
      return;
    }
    String comment = part(from, Math.min(end, from + 200));
    String bare = comment.strip();
    boolean condition =
        comment.indexOf('=') >= 0
            && (bare.startsWith("and ") || comment.contains(" and ") || comment.contains(" or "));
    if (comment.startsWith("'") || condition) {
      disguises.add(new Disguise(start, Math.min(end, start + 40), 0.8));
    }
  }

  private String part(int start, int end) {
    return text.subSequence(start, Math.min(end, start + MAX_TEXT)).toString();
  }

  private void add(Token.Kind kind, String value, int start, int end) {
    if (tokens.size() < MAX_TOKENS) {
      tokens.add(new Token(kind, value, start, end));
    }
  }

  private void endStatement() {
    int end = Math.min(at, text.length());
    if (!tokens.isEmpty()) {
      int start = tokens.getFirst().start();
      String raw = text.subSequence(start, Math.min(end, start + MAX_RAW)).toString();
      statements.add(new Statement(start, end, tokens, raw));
    }
    tokens = new ArrayList<>();
  }
}
