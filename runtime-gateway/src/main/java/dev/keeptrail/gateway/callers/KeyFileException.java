package dev.keeptrail.gateway.callers;

/** A file of keys that cannot be used. The message says why, and holds nothing of a key. */
public final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1L;

  public KeyFileException(String problem) {
    super(problem, null, false, false);
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
