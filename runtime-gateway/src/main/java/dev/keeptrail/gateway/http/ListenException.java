package dev.keeptrail.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The server cannot listen; the message says where and what to do. */
public final class ListenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean early;

  /** For a reason that stays until somebody changes something. */
  public ListenException(String message, Throwable cause) {
    this(message, false, cause);
  }

  private ListenException(String message, boolean early, Throwable cause) {
    super(message, cause);
    this.early = early;
  }

  /**
   * Of an address and port that could not be had.
   *
   * @param who listens there, as in {@code listen for operators}
   */
  static ListenException at(String who, String host, int port, Throwable cause) {
    String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    return isThere(host)
        ? new ListenException(
            "cannot %s on %s; choose an address of this machine and a port nobody uses"
                .formatted(who, place),
            cause)
        : new ListenException(
            "cannot %s on %s: this machine does not have the address `%s`, or not yet"
                .formatted(who, place, host),
            true,
            cause);
  }

  /** Whether the machine may not have been ready, as networks come up one after the other. */
  public boolean isEarly() {
    return early;
  }

  /** WHY: the system's words for it are in its language, and a port may be taken beside this. */
  private static boolean isThere(String host) {
    try (var _ = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return true;
    } catch (IOException none) {
      return false;
    }
  }
}
