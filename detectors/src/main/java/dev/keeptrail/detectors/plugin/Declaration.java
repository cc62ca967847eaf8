package dev.keeptrail.detectors.plugin;

import java.util.Set;

/** What a plug-in may say of itself. */
public final class Declaration {
  /** The root of categories that only plug-ins report. */
  public static final String ROOT = "plugin";

  private static final int MAX_WORD = 64;
  private static final int MAX_CATEGORY = 200;
  private static final int MAX_CATEGORIES = 1_000;

  private Declaration() {}

  /**
   * Holds a detector against the rules, but for whether its categories exist.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static void check(String id, BatchDetector detector) {
    if (!isId(id)) {
      throw new IllegalArgumentException("a detector's name has 1 to 64 of a-z, 0-9, `_` and `-`");
    }
    if (!isVersion(detector.version())) {
      throw new IllegalArgumentException("a version has 1 to 64 letters, digits, `.`, `_` and `-`");
    }
    Set<String> categories = detector.categories();
    if (categories.isEmpty() || categories.size() > MAX_CATEGORIES) {
      throw new IllegalArgumentException("a detector has 1 to 1000 categories");
    }
    if (detector.maxMatchLength() < 1) {
      throw new IllegalArgumentException("a match has at least one character");
    }
  }

  /** Whether a category lies under the root for plug-ins, with at least one word after it. */
  public static boolean isOwn(String category) {
    return category.startsWith(ROOT + ".") && isCategory(category);
  }

  /** Whether words of lower-case letters, digits and underscores stand between dots. */
  public static boolean isCategory(String category) {
    if (category.length() > MAX_CATEGORY) {
      return false;
    }
    for (String word : category.split("\\.", -1)) {
      if (!isWord(word, "_")) {
        return false;
      }
    }
    return true;
  }

  public static boolean isId(String id) {
    return isWord(id, "_-");
  }

  static boolean isVersion(String version) {
    return version.length() <= MAX_WORD
        && !version.isEmpty()
        && version.chars().allMatch(c -> isPlain(c) || isUpper(c) || "._-".indexOf(c) >= 0);
  }

  /** Whether a marker can show the word: upper-case letters, digits and underscores. */
  public static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= MAX_WORD
        && label.chars().allMatch(c -> isUpper(c) || (c >= '0' && c <= '9') || c == '_');
  }

  private static boolean isWord(String word, String signs) {
    return !word.isEmpty()
        && word.length() <= MAX_WORD
        && word.chars().allMatch(c -> isPlain(c) || signs.indexOf(c) >= 0);
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }
}
