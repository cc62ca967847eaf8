package dev.keeptrail.language.tree;

import java.util.Set;

/**
 * Which words pack text takes for names. Names of policies, definitions and rules are such words in
 * both notations, so that each can say what the other says.
 */
public final class NameWords {
  /** What a name has to be, for hints. */
  public static final String HINT =
      "a letter or `_`, then letters, digits, `_` and single `-`, and no word of the grammar";

  private static final Set<String> NEVER =
      Set.of(
          "and", "exists", "expect", "false", "given", "in", "not", "or", "then", "true", "when");

  private static final Set<String> STARTS_ITEM =
      Set.of(
          "chain",
          "define",
          "gateway",
          "import",
          "language",
          "pack",
          "policy",
          "provider",
          "rule",
          "test",
          "testing");

  private NameWords() {}

  /** Whether it is one word of pack text. */
  public static boolean isWord(String text) {
    char before = '-';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = i == 0 ? isStart(c) : isPart(c) || (c == '-' && before != '-');
      if (!fits) {
        return false;
      }
      before = c;
    }
    return before != '-';
  }

  /** Whether it can be a name where only a name can stand. */
  public static boolean isName(String text) {
    return isWord(text) && !NEVER.contains(text);
  }

  /** Whether it can be a name where an item or a rule could start, too, such as in the chain. */
  public static boolean isNameAnywhere(String text) {
    return isName(text) && !STARTS_ITEM.contains(text);
  }

  private static boolean isStart(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }

  private static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9');
  }
}
