package dev.keeptrail.gateway.tunnel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a proxy, over a connection to it, for one to somebody else.
 *
 * @param target by its name
 */
public record TunnelRequest(OutboundProxy proxy, InetSocketAddress target) {
  private static final Logger LOG = LoggerFactory.getLogger(TunnelRequest.class);

  private static final String AGENT = "keeptrail-gateway";

  private static final int LONGEST_HEAD = 16_384;

  /** A line's end and an empty line, as one number. */
  private static final int EMPTY_LINE = 0x0d0a0d0a;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})\\b.*");

  /**
   * Makes the socket, which is connected to the proxy, one to the target.
   *
   * @param timeout in milliseconds, for the proxy's answer; 0 waits for ever
   * @throws ProtocolException when the proxy opens no connection
   * @throws ConnectException when it says nothing that can be understood
   */
  public void make(Socket socket, int timeout) throws IOException {
    int patience = socket.getSoTimeout();
    socket.setSoTimeout(timeout);
    try {
      ask(socket);
    } catch (SocketTimeoutException late) {
      var away = new ConnectException("the proxy does not answer");
      away.initCause(late);
      throw away;
    }
    socket.setSoTimeout(patience);
  }

  private void ask(Socket socket) throws IOException {
    String place = place();
    String authorization = proxy.authorization();
    String head =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n".formatted(place, place, AGENT)
            + (authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n")
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    int status = status(socket.getInputStream());
    if (status < 200 || status > 299) {
      LOG.warn("the proxy {} opens no connection to {}: status {}", proxy.address(), place, status);
      throw new ProtocolException("the proxy opens no connection: status " + status);
    }
  }

  private String place() {
    String host = target.getHostString();
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (bare ? "[" + host + "]" : host) + ":" + target.getPort();
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
