package dev.keeptrail.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A provider on a socket that does exactly what a test says, well-behaved or not. */
public final class FakeUpstream implements AutoCloseable {
  public final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final ServerSocket server;
  private final Script script;

  /** One request as it arrived. */
  public record Received(String head, String body) {}

  /** What to do with a request; the connection is closed afterwards. */
  public interface Script {
    void answer(Received request, OutputStream out) throws Exception;
  }

  public FakeUpstream(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  static FakeUpstream answering(int status, String contentType, String body) throws IOException {
    return new FakeUpstream(fixed(status, contentType, body));
  }

  static FakeUpstream saying(String content) throws IOException {
    return answering(200, "application/json", completion(content));
  }

  static Script fixed(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (_, out) -> {
      String head =
          "HTTP/1.1 %d X\r\ncontent-type: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
              .formatted(status, contentType, bytes.length);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
    };
  }

  static String completion(String content) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,\
    "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant",\
    "content":"%s","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
    "usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,\
    "prompt_tokens_details":{"cached_tokens":200}}}\
    """
        .formatted(content);
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  Received only() {
    if (received.size() != 1) {
      throw new AssertionError("expected one request, found " + received.size());
    }
    return received.element();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Received request = read(new BufferedInputStream(socket.getInputStream()));
      received.add(request);
      script.answer(request, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception _) {
      // The gateway hung up on a misbehaving provider, which is what such a test wants.
    }
  }

  private static Received read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("request broke off");
      }
      head.write(next);
      text = head.toString(StandardCharsets.US_ASCII);
    }
    int length =
        text.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return new Received(text, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
