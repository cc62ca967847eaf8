package dev.keeptrail.detectors.service;

import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Which addresses may be asked. Texts go there, so they go encrypted or stay on the machine; and
 * addresses that belong to a network rather than to a service, such as the one where clouds hand
 * out credentials, are refused whatever name leads to them.
 */
public final class ServiceAddress {
  private ServiceAddress() {}

  /**
   * Refuses what must not be asked.
   *
   * @param unencrypted whether {@code http} may leave this machine
   */
  public static void check(URI address, boolean unencrypted) throws UnusableDetectorException {
    check(address, unencrypted, "`base_url`", "use `https`, or say `allow_unencrypted: true`");
  }

  /**
   * Refuses what must not be asked, in the words of the file that names it.
   *
   * @param setting what names the address
   * @param advice what helps where it would be asked unencrypted
   */
  public static void check(URI address, boolean unencrypted, String setting, String advice)
      throws UnusableDetectorException {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (address.getScheme().equals("http") && !unencrypted && !isThisMachine(host)) {
      throw new UnusableDetectorException(
          setting + " sends texts unencrypted to another machine; " + advice);
    }
    boolean literal = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || isDigit(c));
    try {
      if (literal) {
        Resolver.checked(InetAddress.getByName(host));
      }
    } catch (UnknownHostException e) {
      throw new UnusableDetectorException(setting + " names an address that is never asked");
    }
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Looks names up when a connection is made, so that the address checked is the one asked. */
  static final class Resolver implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      for (InetAddress address : addresses) {
        checked(address);
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static void checked(InetAddress address) throws UnknownHostException {
      if (address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()) {
        throw new UnknownHostException("an address that is never asked");
      }
    }
  }
}
