package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The language server as a process of its own: what is on its streams, and how it ends. */
@Timeout(180)
final class LspCommandIT {
  @Test
  void speaksTheProtocolAndNothingElse() throws Exception {
    Process server = start();
    try (OutputStream in = server.getOutputStream();
        InputStream out = new BufferedInputStream(server.getInputStream())) {
      send(
          in,
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
      JsonNode initialized = receive(out);
      assertThat(initialized.path("result").path("serverInfo").path("name").asString())
          .isEqualTo("keeptrail");

      send(
          in,
          """
          {"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":\
          "untitled:policy-config.yaml","languageId":"yaml","version":1,"text":"pack: {}\\n"}}}\
          """);
      JsonNode published = receive(out);
      assertThat(published.path("method").asString()).isEqualTo("textDocument/publishDiagnostics");
      assertThat(published.path("params").path("diagnostics").toString()).contains("E004");

      send(in, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
      assertThat(receive(out).path("id").asInt()).isEqualTo(2);
      send(in, "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");

      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
      assertThat(out.read()).isEqualTo(-1);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void endsWhenItsInputEnds() throws Exception {
    Process server = start();
    server.getOutputStream().close();

    assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(1);
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.keeptrail.cli.Main",
            "lsp")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void send(OutputStream in, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    in.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    in.write(body);
    in.flush();
  }

  private static JsonNode receive(InputStream out) throws IOException {
    int length = -1;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      assertThat(line).startsWith("Content-");
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    return JsonMapper.shared().readTree(out.readNBytes(length));
  }

  private static String line(InputStream out) throws IOException {
    var line = new StringBuilder();
    for (int c = out.read(); c != '\n'; c = out.read()) {
      assertThat(c).isNotEqualTo(-1);
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}
