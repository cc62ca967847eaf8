package dev.keeptrail.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model provider that answers every request with one prepared completion, over kept-alive
 * connections on loopback: the cheapest upstream that can be had, so that what is measured is the
 * gateway. One platform thread a connection.
 */
final class Upstream implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] response;
  private final AtomicLong served = new AtomicLong();

  private Upstream(ServerSocket server, byte[] response) {
    this.server = server;
    this.response = response;
  }

  static Upstream start(int bodyBytes) throws IOException {
    var server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    var upstream = new Upstream(server, ChatMessages.response(bodyBytes));
    Thread.ofPlatform().daemon().name("upstream-accept").start(upstream::accept);
    return upstream;
  }

  /** Serves until standard input ends, which is when the harness that started it is gone. */
  @SuppressWarnings("SystemOut") // the port is what the parent process reads
  public static void main(String[] args) throws IOException {
    try (var upstream = start(Integer.parseInt(args[0]))) {
      System.out.println(upstream.port());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Whatever comes is no news; the end is.
      }
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Requests answered so far. */
  long served() {
    return served.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().name("upstream-serve").start(() -> serve(socket));
      }
    } catch (SocketException closed) {
      // Closing the server socket is how the thread is told to end.
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var reader = new HttpMessageReader(socket.getInputStream());
      var out = socket.getOutputStream();
      while (!reader.next().isEmpty() && !reader.closing()) {
        served.incrementAndGet();
        out.write(response);
      }
    } catch (IOException gone) {
      // A client that drops its connection is none of our business: its side counts the error.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
