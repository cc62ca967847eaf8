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
   * @param letters whether a body without a digit or capital is no placeholder
   * @param raw whether the body is taken as it is
   * @param glued whether a word may lead up to the token
   */
  record Traits(
      boolean strict, boolean letters, boolean raw, boolean glued, double score, String label) {}

  String category() {
    return "secret." + vendor;
  }

  int longest() {
    return before.longest() + prefix.length() + after.longest();
  }
}
