package dev.keeptrail.language.print;

/** How tokens are spelled in the house style: as written, but one way of quoting. */
final class Spelling {
  private Spelling() {}

  /** The token's text; a raw string without anything special in it gets ordinary quotes. */
  static String canonical(Token token) {
    return switch (token.kind()) {
      case RAW_STRING -> rawOrQuoted(token.text());
      case WORD, NUMBER, STRING, BLOCK_STRING, SIGN, END -> token.text();
    };
  }

  private static String rawOrQuoted(String raw) {
    boolean special = raw.chars().anyMatch(c -> c == '\\' || c == '"' || c == '{' || c == '}');
    return special || raw.length() < 2 ? raw : '"' + raw.substring(1, raw.length() - 1) + '"';
  }
}
