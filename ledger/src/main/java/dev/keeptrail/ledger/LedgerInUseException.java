package dev.keeptrail.ledger;

/** Another process appends to the ledger, so this one cannot; nothing is wrong with it. */
public final class LedgerInUseException extends LedgerException {
  private static final long serialVersionUID = 1L;

  public LedgerInUseException(String message) {
    super(message);
  }
}
