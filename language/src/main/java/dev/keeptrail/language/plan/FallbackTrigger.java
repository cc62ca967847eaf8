package dev.keeptrail.language.plan;

/** A kind of failure after which another target may be asked. */
public enum FallbackTrigger {
  /** Status 429. */
  RATE_LIMIT("rate_limit"),
  /** Status 408 or 500 and above, or an answer that is none. */
  SERVER_ERROR("server_error"),
  /** No whole answer in time. */
  TIMEOUT("timeout"),
  /** No connection, one that broke, or no key to show. */
  CONNECTION("connection");

  private final String word;

  FallbackTrigger(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
