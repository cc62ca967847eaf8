package dev.keeptrail.gateway;

/** The gateway cannot start; the message says why and what to do, without any Java in it. */
public final class GatewayStartException extends Exception {
  private static final long serialVersionUID = 1L;

  public GatewayStartException(String message) {
    super(message);
  }

  public GatewayStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
