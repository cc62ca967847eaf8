package dev.keeptrail.repl.history;

import org.jspecify.annotations.Nullable;

/** A history that cannot be had; the message says why. */
public final class HistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  HistoryException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  public @Nullable String hint() {
    return hint;
  }
}
