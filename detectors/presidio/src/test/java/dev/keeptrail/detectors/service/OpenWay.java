package dev.keeptrail.detectors.service;

import dev.keeptrail.detectors.plugin.WayOut;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Stands where a proxy would lead: hears to whom it should, and the first bytes for them. */
final class OpenWay implements AutoCloseable {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final ServerSocket server;

  OpenWay() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var ignored = Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        byte[] first = new byte[4_096];
        int read = socket.getInputStream().read(first);
        heard.add(new String(first, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
      } catch (IOException _) {
        // The test is over, or has hung up.
      }
    }
  }

  /** The places that were asked for, each before the first bytes for it. */
  BlockingQueue<String> heard() {
    return heard;
  }

  WayOut way() {
    return new WayOut(
        address -> address.getScheme().equals("https"),
        () ->
            new Socket() {
              @Override
              public void connect(SocketAddress address, int timeout) throws IOException {
                heard.add(address.toString());
                super.connect(server.getLocalSocketAddress(), timeout);
              }
            });
  }

  /** A proxy that refuses. */
  static WayOut shut() {
    return new WayOut(
        _ -> true,
        () ->
            new Socket() {
              @Override
              public void connect(SocketAddress address, int timeout) throws IOException {
                throw new ProtocolException("status 407");
              }
            });
  }

  static String unresolved(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port).toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
