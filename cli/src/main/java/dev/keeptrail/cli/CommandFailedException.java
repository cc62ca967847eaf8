package dev.keeptrail.cli;

import dev.keeptrail.repl.options.OptionException;
import org.jspecify.annotations.Nullable;

/**
 * A command could not do what was asked, and the user can do something about it: a file that is not
 * there, a port in use. Shown as one line and a hint, never as a stack.
 */
final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final @Nullable String hint;

  CommandFailedException(String message, @Nullable String hint) {
    this(ExitCode.USAGE_OR_IO, message, hint);
  }

  CommandFailedException(int exitCode, String message, @Nullable String hint) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  /** An option that cannot be meant. */
  static CommandFailedException of(OptionException wrong) {
    return new CommandFailedException(
        String.valueOf(wrong.getMessage()), wrong.hint().orElse(null));
  }

  int exitCode() {
    return exitCode;
  }

  @Nullable String hint() {
    return hint;
  }
}
