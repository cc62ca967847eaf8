package dev.keeptrail.gateway.stream;

/** A stream in which the provider says itself that it failed. What it says of that stays there. */
public final class FailedStreamException extends BrokenStreamException {
  private static final long serialVersionUID = 1L;

  /** What events call such an end. */
  public static final String WORD = "error_event";

  public FailedStreamException() {
    super("the provider says that it failed");
  }
}
