package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that may open few files, while callers open more connections than that. */
final class CrowdedGatewayIT {
  private static final String PACK =
      """
      pack: {name: crowded, version: 1.0.0, enabled: true}
      providers: {targets: [{id: primary, provider: simulated}]}
      policies: {chain: [pii-detector, audit-logger]}
      """;

  private static final int FILES = 512;

  /** Shorter than a gateway keeps silent connections. */
  private static final int SILENCE_MILLIS = 2_000;

  @TempDir private Path folder;

  private final List<Socket> open = new ArrayList<>();

  @Test
  void callersBeyondTheFilesWaitAndTheGatewayKeepsSomeForItself() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
    Path pack = Files.writeString(folder.resolve("policy-config.yaml"), PACK);
    List<String> under = List.of("/bin/sh", "-c", "ulimit -n " + FILES + " && exec \"$@\"", "sh");
    try (GatewayProcess gateway =
            GatewayProcess.start(under, pack, folder.resolve("ledger"), "strict");
        HttpClient kept = HttpClient.newHttpClient()) {
      assertThat(gateway.ask(kept, "hello").statusCode()).isEqualTo(200);
      crowd(gateway.port());

      assertThat(open).as("connections that were answered").hasSizeLessThan(FILES);
      assertThat(gateway.ask(kept, "I am ann@example.com.").statusCode())
          .as("a request over a connection that was there before")
          .isEqualTo(200);
      assertThat(gateway.said())
          .filteredOn(line -> line.contains("connections of callers are open"))
          .singleElement()
          .asString()
          .contains("raise the limit");

      leave();
      try (HttpClient fresh = HttpClient.newHttpClient()) {
        assertThat(gateway.ask(fresh, "hello").statusCode()).isEqualTo(200);
      }
    } finally {
      leave();
    }
  }

  /** Connects and asks, until a connection is not answered. */
  private void crowd(int port) throws IOException {
    while (open.size() < 2 * FILES) {
      var socket = new Socket();
      open.add(socket);
      socket.setSoTimeout(SILENCE_MILLIS);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SILENCE_MILLIS);
        socket
            .getOutputStream()
            .write(
                "GET /healthz HTTP/1.1\r\nhost: gateway\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      } catch (SocketTimeoutException _) {
        return;
      }
    }
  }

  private void leave() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }
}
