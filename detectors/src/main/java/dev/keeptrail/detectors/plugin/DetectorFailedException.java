package dev.keeptrail.detectors.plugin;

/**
 * Thrown by a detector that could not look at the texts. Its message becomes the fault's problem,
 * which is recorded and shown, so it must hold nothing of the texts and no secret.
 */
public final class DetectorFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DetectorFailedException(String problem) {
    super(problem);
  }
}
