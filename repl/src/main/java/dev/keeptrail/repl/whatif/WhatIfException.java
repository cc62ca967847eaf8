package dev.keeptrail.repl.whatif;

import org.jspecify.annotations.Nullable;

/** A change that cannot be made; the message says why, the hint what could be. */
public final class WhatIfException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  WhatIfException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  public @Nullable String hint() {
    return hint;
  }
}
