package dev.keeptrail.ledger.store;

import java.sql.SQLException;

/** What is kept of the tree, or of the events that it is to be made of, is not whole. */
public final class DamagedTreeException extends SQLException {
  private static final long serialVersionUID = 1L;

  DamagedTreeException(String message) {
    super(message);
  }

  /** What is wrong, and what to do, behind the name of the ledger. */
  public String description() {
    return "is damaged: "
        + getMessage()
        + "; nothing was written, and `kt ledger verify` says what else is wrong";
  }
}
