package dev.keeptrail.detectors;

/**
 * Thrown by a detector that will not do more work for a text. Its message becomes the fault's
 * problem, so it must hold nothing of the text.
 */
public final class LimitReachedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LimitReachedException(String limit) {
    super(limit + " reached");
  }
}
