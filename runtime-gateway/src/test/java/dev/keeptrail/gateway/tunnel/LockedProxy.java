package dev.keeptrail.gateway.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A proxy that wants a login before it opens connections, and hears the first bytes of what goes
 * through them. Nobody is at the other end, unless it is told who.
 */
public final class LockedProxy implements AutoCloseable {
  public static final String LOGIN = "ana:geheim";

  private static final String HEADER = "Proxy-Authorization: Basic YW5hOmdlaGVpbQ==";

  private final BlockingQueue<String> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> through = new LinkedBlockingQueue<>();
  private final ServerSocket server;

  private final int end;

  public LockedProxy() throws IOException {
    this(0);
  }

  /** The same, with a server on this machine at the end of all connections. */
  public LockedProxy(int end) throws IOException {
    this.end = end;
    server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    var ignored = Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The places to which it has opened connections, oldest first. */
  public BlockingQueue<String> opened() {
    return opened;
  }

  /** The first bytes of what went through each. */
  public BlockingQueue<String> through() {
    return through;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        var ignored = Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        // The test is over.
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      for (String head = head(caller); !head.isEmpty(); head = head(caller)) {
        if (!head.contains(HEADER)) {
          say(
              caller,
              "407 Login",
              "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n");
          continue;
        }
        opened.add(head.lines().findFirst().orElse(""));
        say(caller, "200 Open", "");
        if (end != 0) {
          join(caller);
          return;
        }
        byte[] first = new byte[4_096];
        int read = caller.getInputStream().read(first);
        through.add(new String(first, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
        return;
      }
    } catch (IOException _) {
      // Whoever asked has hung up.
    }
  }

  private void join(Socket caller) throws IOException {
    try (var other = new Socket(InetAddress.getLoopbackAddress(), end)) {
      Thread back = Thread.ofVirtual().start(() -> pass(other, caller));
      pass(caller, other);
      back.interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of them has hung up.
    }
  }

  private static void say(Socket caller, String status, String headers) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + headers + "\r\n";
    caller.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(Socket caller) throws IOException {
    InputStream in = caller.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
