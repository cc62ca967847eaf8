package dev.keeptrail.detectors.secret;

import java.util.List;

/**
 * One shape of one issuer's tokens.
 *
 * @param prefix as issued, its case counts; what the shared pass looks for
 * @param before what comes before the prefix, if anything
 * @param after what follows it
 * @param check an inner structure that tells real tokens from made-up ones
 * @param near folded words of which one must stand close before; none asked for if empty
 * @param traits what else is known
 */
record TokenFormat(
    String vendor,
    String prefix,
    Shape before,
    Shape after,
    TokenCheck check,
    List<String> near,
    Traits traits) {
  TokenFormat {
    near = List.copyOf(near);
  }

  /**
   * What a table says of a format beside its shape.
   *
   * @param strict whether a token that fails the check is none
   * @param body what letters and digits the body must have
   * @param raw whether the body is taken as it is
   * @param glued whether a word may lead up to the token
   */
  record Traits(
      boolean strict, Body body, boolean raw, boolean glued, double score, String label) {}

  /** What must be in a body, or it is a placeholder or a word. */
  enum Body {
    /** A digit or a capital. */
    USUAL,
    /** A digit, or letters of both cases. */
    LETTERS,
    /** Letters of both cases. */
    CASE,
    /** A digit and a letter. */
    MIXED;

    boolean fits(String text) {
      boolean digit = false;
      boolean upper = false;
      boolean lower = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        digit |= c >= '0' && c <= '9';
        upper |= c >= 'A' && c <= 'Z';
        lower |= c >= 'a' && c <= 'z';
      }
      return switch (this) {
        case USUAL -> digit || upper;
        case LETTERS -> digit || (upper && lower);
        case CASE -> upper && lower;
        case MIXED -> digit && (upper || lower);
      };
    }
  }

  String category() {
    return "secret." + vendor;
  }

  int longest() {
    return before.longest() + prefix.length() + after.longest();
  }
}
