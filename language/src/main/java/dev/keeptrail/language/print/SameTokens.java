package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;

/** Holds the formatter to its word: tokens and comments stay, each where it was. */
final class SameTokens {
  private SameTokens() {}

  /** The formatted text, when it says what the source says. */
  static String require(String source, String formatted) {
    if (!words(source).equals(words(formatted))) {
      throw new IllegalStateException("formatting has changed more than the layout");
    }
    return formatted;
  }

  /** All tokens and comments in their order, spelled in the one way; commas may come and go. */
  static List<String> words(String text) {
    List<String> words = all(text);
    words.removeIf(","::equals);
    return words;
  }

  /** The same with commas, which mean something between the parts of an expression. */
  static List<String> all(String text) {
    List<String> words = new ArrayList<>();
    for (Token token : TokenScanner.scan(text)) {
      token.comments().forEach(comment -> words.add(comment.text()));
      words.add(Spelling.canonical(token));
    }
    return words;
  }
}
