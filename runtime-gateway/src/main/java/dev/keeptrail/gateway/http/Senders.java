package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.exchange.Claims;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Whose requests count together before their bodies are read. Stateless. */
final class Senders {
  private Senders() {}

  /**
   * Who showed something is known by it, and users of a proxy whose word counts by what it says.
   * All others are known by their address, because they may say what they like.
   */
  static String name(Claims claims, HttpServletRequest request) {
    Credential shown = claims.shown();
    if (shown != null) {
      return shown.id();
    }
    String address = request.getRemoteAddr();
    return claims.authenticated()
        ? String.join(
            "\n",
            address,
            text(claims.user()),
            text(claims.team()),
            text(claims.org()),
            text(claims.agent()))
        : address;
  }

  private static String text(@Nullable String claim) {
    return claim == null ? "" : claim;
  }
}
