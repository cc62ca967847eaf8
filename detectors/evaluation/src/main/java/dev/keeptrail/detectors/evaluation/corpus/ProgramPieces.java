package dev.keeptrail.detectors.evaluation.corpus;

import java.util.regex.Pattern;

/**
 * Rows of secrets that were cut out of the source of a rule's tests together with the secrets: a
 * pattern, a format string, one word that names a field, a comment. They hold no secret.
 */
final class ProgramPieces {
  private static final Pattern PATTERN = Pattern.compile("\\[[^\\]\\n]+\\]\\{\\d+|%s");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{0,16}");
  private static final Pattern COMMENT = Pattern.compile(",?\\s*(//[^\\n]*)?\\s*");

  private ProgramPieces() {}

  static boolean isOne(String text) {
    String bare = text.strip();
    return PATTERN.matcher(bare).find()
        || WORD.matcher(bare).matches()
        || COMMENT.matcher(bare).matches();
  }
}
