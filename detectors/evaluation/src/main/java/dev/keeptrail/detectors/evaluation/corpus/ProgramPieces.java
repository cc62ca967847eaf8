package dev.keeptrail.detectors.evaluation.corpus;

/**
 * Rows of secrets that were cut out of the source of a rule's tests together with the secrets: a
 * pattern, a format string, one word that names a field, a comment. They hold no secret.
 */
final class ProgramPieces {
  private static final int LONGEST_WORD = 16;

  private ProgramPieces() {}

  static boolean isOne(String text) {
    String bare = text.strip();
    return isPattern(bare) || isWord(bare) || isComment(bare);
  }

  /** A class of characters so many times, or the place of a string. */
  private static boolean isPattern(String text) {
    int quantifier = text.indexOf("]{");
    return text.contains("%s")
        || (quantifier > 0
            && text.lastIndexOf('[', quantifier) >= 0
            && quantifier + 2 < text.length()
            && Character.isDigit(text.charAt(quantifier + 2)));
  }

  private static boolean isWord(String text) {
    return text.length() <= LONGEST_WORD
        && text.chars().allMatch(c -> c == '_' || Character.isLetter(c));
  }

  private static boolean isComment(String text) {
    String rest = text.startsWith(",") ? text.substring(1).strip() : text;
    return rest.isEmpty() || (rest.startsWith("//") && rest.indexOf('\n') < 0);
  }
}
