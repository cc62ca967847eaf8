package dev.keeptrail.ledger.event;

/**
 * A text is not a decision event of this schema version. The message names the field and what is
 * wrong with it, never the value.
 */
public final class EventFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public EventFormatException(String message) {
    super(message);
  }

  public EventFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
