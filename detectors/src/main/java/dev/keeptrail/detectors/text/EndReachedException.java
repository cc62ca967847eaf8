package dev.keeptrail.detectors.text;

/**
 * Thrown where a decision hangs on text that has not come yet: what asked is to be asked again when
 * there is more. No failure, so it has no trace of the stack.
 */
public final class EndReachedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EndReachedException() {
    super("end of the text so far", null, false, false);
  }
}
