package dev.keeptrail.repl.saved;

/** A saved test that cannot be made, read or written; the message says which and why. */
public final class SavedTestException extends Exception {
  private static final long serialVersionUID = 1L;

  SavedTestException(String message) {
    super(message);
  }
}
