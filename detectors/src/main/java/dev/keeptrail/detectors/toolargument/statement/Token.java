package dev.keeptrail.detectors.toolargument.statement;

/**
 * One token of a statement.
 *
 * @param text a word or number as it stands, what is inside a literal or a quoted name, a sign
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isConstant() {
    return kind == Kind.NUMBER || kind == Kind.TEXT || isWord("true") || isWord("false");
  }
}
