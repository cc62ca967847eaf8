package dev.keeptrail.detectors.secret;

/**
 * A family of tokens that share a prefix.
 *
 * @param prefix as issued; its case counts
 * @param minBody fewest characters after the prefix
 * @param maxBody most of them
 */
record TokenRule(String prefix, String vendor, Alphabet alphabet, int minBody, int maxBody) {
  /** The characters a token's body is made of. */
  enum Alphabet {
    ALPHANUMERIC(""),
    WORD("_-"),
    DOTTED("_-."),
    HEX(""),
    UPPER(""),
    BASE64("+/=_-");

    private final String signs;

    Alphabet(String signs) {
      this.signs = signs;
    }

    boolean holds(char c) {
      boolean digit = c >= '0' && c <= '9';
      boolean upper = c >= 'A' && c <= 'Z';
      boolean lower = c >= 'a' && c <= 'z';
      return switch (this) {
        case HEX -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        case UPPER -> digit || upper;
        case ALPHANUMERIC, WORD, DOTTED, BASE64 ->
            digit || upper || lower || (c != '\0' && signs.indexOf(c) >= 0);
      };
    }
  }

  String category() {
    return "secret." + vendor;
  }
}
