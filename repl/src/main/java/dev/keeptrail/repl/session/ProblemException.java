package dev.keeptrail.repl.session;

import org.jspecify.annotations.Nullable;

/** Carries a problem from inside a command to the session, which makes an answer of it. */
final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  ProblemException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  Answer.Problem problem() {
    return new Answer.Problem(String.valueOf(getMessage()), hint);
  }
}
