package dev.keeptrail.detectors.view;

/** Ends the search for forms where one is enough. No failure, so it has no trace of the stack. */
final class HiddenFormException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HiddenFormException() {
    super("a hidden form", null, false, false);
  }
}
