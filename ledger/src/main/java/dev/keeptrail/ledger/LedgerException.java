package dev.keeptrail.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger could not do what was asked; the message says what and where, never what an event
 * holds.
 */
public sealed class LedgerException extends Exception
    permits LedgerAwayException, LedgerInUseException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String remedy;

  public LedgerException(String message) {
    super(message);
    this.remedy = null;
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
    this.remedy = null;
  }

  /** With what to do about it. */
  public LedgerException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** With what to do about it. */
  public LedgerException(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What to do about it, where that can be said; one line. */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }
}
