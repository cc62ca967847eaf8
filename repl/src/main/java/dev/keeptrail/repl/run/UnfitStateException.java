package dev.keeptrail.repl.run;

/** A replay cannot go on from what is there; the message says why. */
public final class UnfitStateException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnfitStateException(String message) {
    super(message);
  }
}
