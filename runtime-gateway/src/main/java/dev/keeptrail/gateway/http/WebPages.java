package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that a browser makes for a web page of another host. Such a page can be made to
 * speak to this machine under a name of its own (DNS rebinding), and can send a form to any
 * address. Its origin tells; clients that are no web pages send none. Stateless.
 */
final class WebPages {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Refusal ORIGIN =
      Refusal.of(
          403,
          ErrorType.VALIDATION_ERROR,
          "origin_not_allowed",
          "requests from web pages of other hosts are not taken");

  private WebPages() {}

  static void refuseOthers(HttpServletRequest request) throws RefusedException {
    Enumeration<String> origins = request.getHeaders("origin");
    while (origins.hasMoreElements()) {
      if (!isLocal(origins.nextElement())) {
        throw new RefusedException(ORIGIN);
      }
    }
  }

  /**
   * Refuses them where only programs of this machine reach the gateway. There, who sits at it needs
   * to show nothing, and so would every page that he looks at.
   */
  static void refuseOthersHere(HttpServletRequest request) throws RefusedException {
    if (isLoopback(request.getLocalAddr())) {
      refuseOthers(request);
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      // No address of the Internet, such as that of a socket in the file system.
      return false;
    }
  }

  private static boolean isLocal(String origin) {
    try {
      String host = URI.create(origin.strip()).getHost();
      return host != null && LOCAL.contains(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
