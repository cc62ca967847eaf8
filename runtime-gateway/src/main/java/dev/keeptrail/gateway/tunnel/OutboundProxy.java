package dev.keeptrail.gateway.tunnel;

import dev.keeptrail.detectors.plugin.WayOut;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that opens connections ({@code CONNECT}) to what is asked over https. It sees names, and
 * nothing of what is said.
 *
 * @param credentials user and password with a colon between them; null for none
 * @param except who is asked without it
 */
public record OutboundProxy(String host, int port, @Nullable String credentials, NoProxy except) {
  private static final int HTTPS = 443;

  /** What it gets as {@code Proxy-Authorization}; null for nothing. */
  public @Nullable String authorization() {
    return credentials == null
        ? null
        : "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this address is asked through it. */
  public boolean leadsTo(URI address) {
    String asked = address.getHost();
    int port = address.getPort() < 0 ? HTTPS : address.getPort();
    return "https".equalsIgnoreCase(address.getScheme())
        && asked != null
        && !except.covers(asked, port);
  }

  /** How it is told to clients of other modules. */
  public WayOut wayOut() {
    return new WayOut(this::leadsTo, () -> new ProxiedSocket(this));
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
