package dev.keeptrail.repl.input;

/** Recorded exchanges that cannot be read; the message says where and why. */
public final class ReplayInputException extends Exception {
  private static final long serialVersionUID = 1L;

  public ReplayInputException(String message) {
    super(message);
  }
}
