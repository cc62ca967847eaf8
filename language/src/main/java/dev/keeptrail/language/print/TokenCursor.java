package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;

/** Walks over tokens and turns them, with the comments before them, into layout. */
final class TokenCursor {
  private final List<Token> tokens;
  private final int last;
  private int at;

  /** Comments that are to come before the next token. */
  private List<Token.Comment> comments;

  private int lineBreaks;

  /** Over all tokens; the last one has to be an end. */
  TokenCursor(List<Token> tokens) {
    this.tokens = tokens;
    this.last = tokens.size() - 1;
    this.comments = tokens.getFirst().comments();
    this.lineBreaks = tokens.getFirst().lineBreaks();
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, last));
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean isAt(String sign) {
    return peek().is(sign);
  }

  boolean isAtText() {
    return switch (peek().kind()) {
      case STRING, RAW_STRING, BLOCK_STRING -> true;
      case WORD, NUMBER, SIGN, END -> false;
    };
  }

  boolean isAtWord() {
    return peek().kind() == Token.Kind.WORD;
  }

  /** Whether the next token or comment is on a later line than what was before it. */
  boolean startsLine() {
    return lineBreaks > 0 || !comments.isEmpty();
  }

  /** Whether a line is empty anywhere between what was before and the next token. */
  boolean blankAnywhereBefore() {
    return lineBreaks > 1 || comments.stream().anyMatch(comment -> comment.lineBreaks() > 1);
  }

  /** The next token with its comments before it, inside a line. */
  Layout token() {
    Layout before = remarks();
    Token token = peek();
    advance();
    Layout text = Layout.text(Spelling.canonical(token));
    return before.equals(Layout.NOTHING) ? text : Layout.of(before, text);
  }

  /** The comments before the next token, taken from it. */
  Layout remarks() {
    if (comments.isEmpty()) {
      return Layout.NOTHING;
    }
    List<Layout> remarks = new ArrayList<>();
    for (Token.Comment comment : comments) {
      remarks.add(new Layout.Remark(comment.text(), comment.lineBreaks() == 0, false));
    }
    comments = List.of();
    return Layout.of(remarks);
  }

  /**
   * The comments before an entry on lines of its own, and the line ends around them; the empty
   * lines of the author are kept.
   *
   * @param first whether nothing is before the entry, so that the first line is not empty
   * @param blank whether to add an empty line before the entry's first line
   */
  Layout startOfEntry(boolean first, boolean blank) {
    List<Layout> start = new ArrayList<>();
    boolean open = true;
    for (Token.Comment comment : comments) {
      if (comment.lineBreaks() > 0) {
        start.add(Layout.line(!(first && open) && (comment.lineBreaks() > 1 || (open && blank))));
        open = false;
      }
      start.add(new Layout.Remark(comment.text(), comment.lineBreaks() == 0, false));
    }
    start.add(Layout.line(!(first && open) && (lineBreaks > 1 || (open && blank))));
    comments = List.of();
    return Layout.of(start);
  }

  /** The comments before a closing bracket, on lines of their own; no empty line after them. */
  Layout remarksBeforeClosing(boolean first) {
    List<Layout> remarks = new ArrayList<>();
    boolean open = first;
    for (Token.Comment comment : comments) {
      if (comment.lineBreaks() > 0) {
        remarks.add(Layout.line(!open && comment.lineBreaks() > 1));
        open = false;
      }
      remarks.add(new Layout.Remark(comment.text(), comment.lineBreaks() == 0, false));
    }
    comments = List.of();
    return Layout.of(remarks);
  }

  /** Drops a comma, if one is next, and keeps its comments for the token after it. */
  void skipComma() {
    if (isAt(",")) {
      List<Token.Comment> kept = comments;
      int breaks = lineBreaks;
      advance();
      List<Token.Comment> joined = new ArrayList<>(kept);
      joined.addAll(comments);
      lineBreaks = comments.isEmpty() ? Math.max(lineBreaks, breaks) : lineBreaks;
      comments = joined;
    }
  }

  /** Whether the bracket that is next closes on its own line. */
  boolean closesOnSameLine() {
    int depth = 0;
    for (int i = at; i <= last; i++) {
      Token token = tokens.get(i);
      if (i > at && token.startsLine()) {
        return false;
      }
      depth += depthChange(token);
      if (depth == 0) {
        return true;
      }
    }
    return true;
  }

  /** Whether the block that is next has an entry that starts with that word and a name. */
  boolean blockHolds(String keyword) {
    int depth = 0;
    for (int i = at; i < last; i++) {
      depth += depthChange(tokens.get(i));
      boolean named = tokens.get(i + 1).kind() == Token.Kind.WORD;
      if (depth == 1 && named && tokens.get(i).is(keyword)) {
        return true;
      }
      if (depth == 0) {
        return false;
      }
    }
    return false;
  }

  private static int depthChange(Token token) {
    if (token.is("{") || token.is("[") || token.is("(")) {
      return 1;
    }
    return token.is("}") || token.is("]") || token.is(")") ? -1 : 0;
  }

  private void advance() {
    at = Math.min(at + 1, last);
    comments = peek().comments();
    lineBreaks = peek().lineBreaks();
  }
}
