package dev.keeptrail.repl.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An option that cannot be meant; the message says which and why. */
public final class OptionException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // WHY: a text or nothing.
  private final @Nullable String hint;

  OptionException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  /** What could be written in its place. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
