package dev.keeptrail.ledger;

/** A word of a query cannot be understood; the message says which and what is understood. */
public final class QueryFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public QueryFormatException(String message) {
    super(message);
  }
}
