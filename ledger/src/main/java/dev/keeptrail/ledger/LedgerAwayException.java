package dev.keeptrail.ledger;

/**
 * The server that keeps the ledger does not answer, or takes nobody in at the moment. Nothing has
 * to be wrong with the ledger, nor with what was asked: it may do to ask again later.
 */
public final class LedgerAwayException extends LedgerException {
  private static final long serialVersionUID = 1L;

  public LedgerAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
