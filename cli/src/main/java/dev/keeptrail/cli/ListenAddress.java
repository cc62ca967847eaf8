package dev.keeptrail.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the gateway listens, as {@code host:port}; an IPv6 address stands in square brackets.
 *
 * @param host without brackets
 * @param port 0 lets the system choose
 */
record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** {@code http://host:port}, or {@code https}, for the port that is really in use. */
  static String url(boolean tls, String host, int port) {
    return (tls ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  /** Whether only this machine can reach it. */
  boolean isLoopback() throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }

  /** Reads the option. */
  static final class Converter implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String text) {
      int colon = text.lastIndexOf(':');
      String host = colon < 0 ? "" : withoutBrackets(text.substring(0, colon));
      if (host.isEmpty()) {
        throw wrong();
      }
      if (host.equals("*")) {
        throw new TypeConversionException(
            "expected an address; all addresses of this machine are 0.0.0.0 or [::]");
      }
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 0 && port <= MAX_PORT) {
          return new ListenAddress(host, port);
        }
      } catch (NumberFormatException notANumber) {
        // Said below, with the remedy.
      }
      throw wrong();
    }

    private static String withoutBrackets(String host) {
      boolean bracketed = host.startsWith("[") && host.endsWith("]");
      if (!bracketed && host.contains(":")) {
        throw wrong();
      }
      return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    private static TypeConversionException wrong() {
      return new TypeConversionException(
          "expected host:port, such as 127.0.0.1:41002 or [::1]:41002");
    }
  }
}
