package dev.keeptrail.language.parse;

/**
 * One piece of pack text as an editor sees it: never missing, whatever is typed half.
 *
 * @param start UTF-16 offset
 * @param end UTF-16 offset of what follows
 */
public record Lexeme(Sort sort, int start, int end, String text) {
  /** What a piece is. */
  public enum Sort {
    COMMENT,
    /** A name or a word of the grammar. */
    WORD,
    NUMBER,
    STRING,
    /** A string whose end is missing. */
    OPEN_STRING,
    SIGN
  }

  public boolean is(String sign) {
    return text.equals(sign) && sort != Sort.STRING;
  }
}
