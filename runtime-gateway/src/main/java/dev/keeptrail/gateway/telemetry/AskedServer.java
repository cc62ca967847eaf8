package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.language.kind.ProviderKind;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who a target asks.
 *
 * @param provider as the pack calls it
 * @param host null where nobody is asked over the net
 */
public record AskedServer(String provider, @Nullable String host, int port) {
  /** A target that no pack has any more. */
  public static final AskedServer UNKNOWN = new AskedServer("unknown", null, 0);

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * The server of a target.
   *
   * @param baseUrl null means the provider's own address
   */
  public static AskedServer of(String provider, @Nullable String baseUrl) {
    String base =
        baseUrl == null
            ? ProviderKind.of(provider).map(ProviderKind::address).orElse(null)
            : baseUrl;
    if (base == null) {
      return new AskedServer(provider, null, 0);
    }
    // It has been asked, so it is an address.
    URI address = URI.create(base);
    int usual = "http".equals(address.getScheme()) ? HTTP : HTTPS;
    return new AskedServer(
        provider, address.getHost(), address.getPort() < 0 ? usual : address.getPort());
  }
}
