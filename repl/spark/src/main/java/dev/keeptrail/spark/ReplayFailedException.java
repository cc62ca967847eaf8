package dev.keeptrail.spark;

/** A replay that cannot be run; the message says what is wrong, for whoever asked for it. */
public final class ReplayFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  ReplayFailedException(String message) {
    super(message);
  }
}
