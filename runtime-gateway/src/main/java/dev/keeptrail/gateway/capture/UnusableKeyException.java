package dev.keeptrail.gateway.capture;

/** Captures cannot be sealed as the pack asks for; the message says why. */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message) {
    super(message);
  }
}
