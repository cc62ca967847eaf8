package dev.keeptrail.benchmarks.load;

import dev.keeptrail.benchmarks.Prose;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model provider that answers every request with the same stream of chat completion chunks, five
 * characters each, over kept-alive connections on loopback; as fast as they are taken, or with a
 * pause before each once it is told so.
 */
final class EventUpstream implements AutoCloseable {
  private static final int PIECE = 5;
  private static final byte[] HEAD =
      ascii(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  private static final byte[] END = ascii("0\r\n\r\n");
  private static final String CHUNK =
      """
      {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1790000000,\
      "model":"gpt-5.4-mini-mini","choices":[{"index":0,"delta":{%s},"finish_reason":%s}]}\
      """;

  private final ServerSocket server;
  private final List<byte[]> events;
  private final long pauseMillis;
  private volatile boolean pausing;

  private EventUpstream(ServerSocket server, List<byte[]> events, long pauseMillis) {
    this.server = server;
    this.events = events;
    this.pauseMillis = pauseMillis;
  }

  /**
   * Starts to listen on a free port.
   *
   * @param pieces events with text in one answer
   */
  static EventUpstream start(int pieces, long pauseMillis) throws IOException {
    var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    var upstream = new EventUpstream(server, answer(pieces), pauseMillis);
    Thread.ofPlatform().daemon().name("events-accept").start(upstream::accept);
    return upstream;
  }

  /**
   * Serves until standard input ends, and pauses from its first byte on. Arguments: pieces, pause
   * in milliseconds.
   */
  @SuppressWarnings("SystemOut") // the port is what the parent process reads
  public static void main(String[] args) throws IOException {
    try (var upstream = start(Integer.parseInt(args[0]), Long.parseLong(args[1]))) {
      System.out.println(upstream.port());
      System.out.flush();
      while (System.in.read() >= 0) {
        upstream.pause();
      }
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Pauses before each event of the answers that begin now. */
  void pause() {
    pausing = true;
  }

  private static String text(int pieces) {
    return Prose.clean(pieces * PIECE, 11);
  }

  /** The pieces of text in an answer, in order. */
  static List<String> pieces(int count) {
    String text = text(count);
    return IntStream.range(0, count)
        .mapToObj(at -> text.substring(at * PIECE, (at + 1) * PIECE))
        .toList();
  }

  private static List<byte[]> answer(int pieces) {
    List<byte[]> events = new ArrayList<>();
    events.add(event(CHUNK.formatted("\"role\":\"assistant\",\"content\":\"\"", "null")));
    for (String piece : pieces(pieces)) {
      events.add(event(CHUNK.formatted("\"content\":\"" + piece + "\"", "null")));
    }
    events.add(event(CHUNK.formatted("", "\"stop\"")));
    events.add(event("[DONE]"));
    return List.copyOf(events);
  }

  /** One event as one chunk. */
  private static byte[] event(String data) {
    String event = "data: " + data + "\n\n";
    return ascii(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().name("events-serve").start(() -> serve(socket));
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
      var out = new BufferedOutputStream(socket.getOutputStream(), 8192);
      while (!reader.next().isEmpty() && !reader.closing()) {
        answer(out);
      }
    } catch (IOException gone) {
      // A client that drops its connection is none of our business: its side counts the error.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(OutputStream out) throws IOException, InterruptedException {
    out.write(HEAD);
    boolean slowly = pausing && pauseMillis > 0;
    for (byte[] event : events) {
      if (slowly) {
        out.flush();
        Thread.sleep(pauseMillis);
      }
      out.write(event);
    }
    out.write(END);
    out.flush();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
