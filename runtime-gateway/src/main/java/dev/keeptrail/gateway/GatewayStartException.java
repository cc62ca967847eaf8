package dev.keeptrail.gateway;

import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.ledger.LedgerAwayException;

/** The gateway cannot start; the message says why and what to do, without any Java in it. */
public final class GatewayStartException extends Exception {
  private static final long serialVersionUID = 1L;

  public GatewayStartException(String message) {
    super(message);
  }

  public GatewayStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the same start may succeed later, with nothing changed: a server of a ledger, or an
   * address of the machine, was not there yet.
   */
  public boolean mayPass() {
    return getCause() instanceof LedgerAwayException
        || (getCause() instanceof ListenException listening && listening.isEarly());
  }
}
