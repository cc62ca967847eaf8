package dev.keeptrail.gateway.imports;

/** A log that is not of the form that it is read in; the message says where. */
public final class LogFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  LogFormatException(String message) {
    super(message);
  }
}
