package dev.keeptrail.language.print;

import java.util.List;

/**
 * One token of a text pack and what stands between it and the token before.
 *
 * @param text as written
 * @param offset where it starts, in UTF-16 units
 * @param lineBreaks how many line ends stand right before it, since the last token or comment
 * @param comments the comments before it, in order
 */
record Token(Kind kind, String text, int offset, int lineBreaks, List<Comment> comments) {
  Token {
    comments = List.copyOf(comments);
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
  }

  int end() {
    return offset + text.length();
  }

  /** Whether the token stands on a later line than the one before it. */
  boolean startsLine() {
    return lineBreaks > 0 || !comments.isEmpty();
  }

  /**
   * A comment.
   *
   * @param text with its {@code #}, without white space at the end
   * @param lineBreaks how many line ends stand right before it; 0 for one that follows something on
   *     its line
   */
  record Comment(String text, int offset, int lineBreaks) {}

  /** What a token is; words of the grammar are words like any other. */
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    RAW_STRING,
    BLOCK_STRING,
    SIGN,
    END
  }
}
