package dev.keeptrail.gateway.provider;

/** A target of the pack that this gateway can never ask; the message says which and why. */
public final class UnusableTargetException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableTargetException(String message) {
    super(message);
  }
}
