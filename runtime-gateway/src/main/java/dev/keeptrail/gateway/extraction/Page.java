package dev.keeptrail.gateway.extraction;

/**
 * What became of one address.
 *
 * @param host the listed host that was asked
 * @param bytes how many bytes were read
 * @param digest SHA-256 of these, in hexadecimal; empty where none were read
 * @param text what of the page is text; empty where it could not be had
 */
record Page(String host, Outcome outcome, int bytes, String digest, String text) {
  /** Whether the page could be had, and if not, why. */
  enum Outcome {
    READ("read"),
    /** Longer than is read; what was read is judged. */
    CUT("cut"),
    /** More addresses than a request may name. */
    TOO_MANY("too_many"),
    /** Too many pages were being fetched. */
    BUSY("busy"),
    /** Its address itself holds somebody's data, which asking for it would send away. */
    PERSONAL_DATA("personal_data"),
    TIMEOUT("timeout"),
    /** Whoever asked has left. */
    GIVEN_UP("given_up"),
    UNREACHABLE("unreachable"),
    /** The host has an address that nothing may be fetched from. */
    REFUSED_ADDRESS("refused_address"),
    /** It leads to a host that is not listed, or too often. */
    REFUSED_REDIRECT("refused_redirect"),
    /** Another status than 200. */
    STATUS("status"),
    /** Not text. */
    TYPE("type");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Page failed(String host, Outcome outcome) {
    return new Page(host, outcome, 0, "", "");
  }

  boolean isRead() {
    return outcome == Outcome.READ || outcome == Outcome.CUT;
  }

  /** As events name it. */
  String record() {
    return isRead()
        ? "%s %s %d sha256:%s".formatted(host, outcome.word(), bytes, digest)
        : host + " " + outcome.word();
  }

  /** Shows where, never what. */
  @Override
  public String toString() {
    return "Page[" + record() + "]";
  }
}
