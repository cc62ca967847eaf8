package dev.keeptrail.gateway.http;

/** The server cannot listen; the message says where and what to do. */
public final class ListenException extends Exception {
  private static final long serialVersionUID = 1L;

  public ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
