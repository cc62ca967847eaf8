package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket that is connected to what is still a name by asking the proxy for it; to an address it
 * connects as any other does.
 */
final class TunnelSocket extends TellingSocket {
  private static final Logger LOG = LoggerFactory.getLogger(TunnelSocket.class);

  private static final int LONGEST_HEAD = 16_384;

  /** A line's end and an empty line, as one number. */
  private static final int EMPTY_LINE = 0x0d0a0d0a;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})\\b.*");

  private final OutboundProxy proxy;

  TunnelSocket(OutboundProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    if (address instanceof InetSocketAddress target && target.isUnresolved()) {
      super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
      int patience = getSoTimeout();
      setSoTimeout(timeout);
      try {
        ask(target.getHostString() + ":" + target.getPort());
      } catch (SocketTimeoutException late) {
        var away = new ConnectException("the proxy does not answer");
        away.initCause(late);
        throw away;
      }
      setSoTimeout(patience);
    } else {
      super.connect(address, timeout);
    }
  }

  private void ask(String place) throws IOException {
    String authorization = proxy.authorization();
    String head =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n"
                .formatted(place, place, HttpClients.AGENT)
            + (authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n")
            + "\r\n";
    getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    getOutputStream().flush();
    int status = status(getInputStream());
    if (status < 200 || status > 299) {
      LOG.warn("the proxy {} opens no connection to {}: status {}", proxy.address(), place, status);
      throw new ConnectException("the proxy opens no connection: status " + status);
    }
  }

  /** Byte by byte: whatever stands behind the head is the target's. */
  private static int status(InputStream answer) throws IOException {
    var head = new ByteArrayOutputStream();
    int last = 0;
    while (last != EMPTY_LINE) {
      int next = answer.read();
      if (next < 0 || head.size() > LONGEST_HEAD) {
        throw new ConnectException("the proxy gives no answer that can be read");
      }
      head.write(next);
      last = last << Byte.SIZE | next;
    }
    String first = head.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new ConnectException("the proxy gives no answer that can be read");
    }
    return Integer.parseInt(status.group(1));
  }
}
