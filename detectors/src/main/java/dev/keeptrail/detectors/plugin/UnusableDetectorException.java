package dev.keeptrail.detectors.plugin;

/** A detector that cannot be made from its settings. The message is one clause for their author. */
public final class UnusableDetectorException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableDetectorException(String message) {
    super(message);
  }
}
