package dev.keeptrail.engine.capture;

/** A capture that cannot be read; the message says why, and quotes nothing of it. */
public final class CaptureFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public CaptureFormatException(String message) {
    super(message);
  }
}
