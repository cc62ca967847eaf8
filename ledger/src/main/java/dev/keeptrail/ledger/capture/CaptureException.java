package dev.keeptrail.ledger.capture;

/** A capture or its key that cannot be used; the message says why, and quotes nothing of either. */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  public CaptureException(String message) {
    super(message);
  }
}
