package dev.keeptrail.gateway.tunnel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that opens connections ({@code CONNECT}) to targets that are asked over https. It sees
 * their names, and nothing of what is said.
 *
 * @param authorization what it gets as {@code Proxy-Authorization}; null for nothing
 * @param except who is asked without it
 */
public record OutboundProxy(String host, int port, @Nullable String authorization, NoProxy except) {

  /**
   * With a user and a password.
   *
   * @param credentials both, with a colon between them
   */
  public static OutboundProxy of(
      String host, int port, @Nullable String credentials, NoProxy except) {
    String basic =
        credentials == null
            ? null
            : "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return new OutboundProxy(host, port, basic, except);
  }

  /** Where it is, as people write it. */
  public String address() {
    return "http://" + host + ":" + port;
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "OutboundProxy[" + address() + "]";
  }
}
