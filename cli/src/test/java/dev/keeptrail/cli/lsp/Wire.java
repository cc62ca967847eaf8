package dev.keeptrail.cli.lsp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bare wire of a session: what is sent is what is written here, right or wrong. */
final class Wire implements AutoCloseable {
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final InputStream fromServer;
  private final CompletableFuture<Boolean> ended;

  private Wire() throws IOException {
    var serverIn = new PipedInputStream(toServer, 1 << 16);
    var piped = new PipedInputStream(1 << 20);
    OutputStream serverOut = new PipedOutputStream(piped);
    fromServer = new BufferedInputStream(piped);
    ended = Serving.begin(serverIn, serverOut);
  }

  static Wire connect() throws IOException {
    return new Wire();
  }

  /** A session that has begun; what it began with is read. */
  static Wire begun() throws IOException {
    Wire wire = new Wire();
    wire.request("0", "initialize", "{\"capabilities\":{}}");
    wire.answer("0");
    wire.notify("initialized", "{}");
    return wire;
  }

  void send(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    toServer.write(
        ("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    toServer.write(bytes);
    toServer.flush();
  }

  /** Sends a request; both the id and the parameters are JSON as they stand. */
  void request(String id, String method, String params) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
  }

  void notify(String method, String params) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /** Opens a document; the text is any text. */
  void open(String address, String text) throws IOException {
    notify(
        "textDocument/didOpen",
        JsonMapper.shared()
            .createObjectNode()
            .set(
                "textDocument",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("uri", address)
                    .put("languageId", "keeptrail-pack")
                    .put("version", 1)
                    .put("text", text))
            .toString());
  }

  /** The answer to a request, whatever else comes before it. */
  JsonNode answer(String id) throws IOException {
    while (true) {
      JsonNode message = receive();
      if (message.has("id") && message.get("id").toString().equals(id)) {
        return message;
      }
    }
  }

  /** Whether the session ended in order; waits for the end. */
  boolean end() throws Exception {
    return ended.get(60, TimeUnit.SECONDS);
  }

  JsonNode receive() throws IOException {
    int length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    return JsonMapper.shared().readTree(fromServer.readNBytes(length));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = fromServer.read(); c != '\n'; c = fromServer.read()) {
      if (c == -1) {
        throw new IOException("the server went away");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    toServer.close();
  }
}
