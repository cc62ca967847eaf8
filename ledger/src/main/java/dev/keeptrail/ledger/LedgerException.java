package dev.keeptrail.ledger;

/**
 * The ledger could not do what was asked; the message says what and where, never what an event
 * holds.
 */
public final class LedgerException extends Exception {
  private static final long serialVersionUID = 1L;

  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
