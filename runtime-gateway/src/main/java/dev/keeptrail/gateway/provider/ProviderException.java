package dev.keeptrail.gateway.provider;

/** No whole answer came from a provider. The message names the kind only, never any content. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public ProviderException(Kind kind) {
    super(kind.word(), null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What went wrong. */
  public enum Kind {
    /** No connection could be made. */
    UNREACHABLE("unreachable"),
    /** The connection ended after the request was sent, and nothing of an answer had come. */
    NO_ANSWER("no_answer"),
    /** The time for the whole answer ran out. */
    TIMEOUT("timeout"),
    /** The connection ended before the answer did, or what came is no HTTP. */
    BROKEN("broken_answer"),
    /** The answer is longer than the limit. */
    TOO_LARGE("answer_too_large"),
    /** The provider does not speak the protocol. */
    NOT_SPOKEN("not_spoken"),
    /** The key to send is not there. */
    NO_SECRET("secret_missing");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
