package dev.keeptrail.gateway.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.TargetAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over a connection to a provider, and how long it is used. */
@Timeout(60)
final class KeptConnectionIT {
  private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  @Test
  void requestsSayWhatTheyHaveToAndNoMore() throws Exception {
    askTwice("", Duration.ZERO);

    assertThat(heads)
        .hasSize(2)
        .allSatisfy(head ->
            assertThat(head.lines())
                .containsExactlyInAnyOrder(
                    "POST /chat/completions HTTP/1.1",
                    "Accept: application/json",
                    "Accept-Encoding: identity",
                    "Content-Length: 2",
                    "Content-Type: application/json; charset=UTF-8",
                    "Connection: keep-alive",
                    "User-Agent: keeptrail-gateway",
                    "Host: localhost"));
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    askTwice("Keep-Alive: timeout=60\r\n", Duration.ZERO);

    assertThat(connections).hasValue(1);
  }

  @Test
  void aConnectionIsNotUsedForLongerThanTheProviderKeepsIt() throws Exception {
    askTwice("Keep-Alive: timeout=1\r\n", Duration.ofMillis(1_050));

    assertThat(connections).hasValue(2);
  }

  private void askTwice(String header, Duration pause) throws Exception {
    try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        var client = HttpClients.pooled(1, Duration.ofSeconds(30));
        var deadlines = new ScheduledThreadPoolExecutor(1)) {
      Thread.ofVirtual().start(() -> accept(server, header));
      String base = "http://localhost:" + server.getLocalPort();
      var access = new TargetAccess(null, null, null, null, null, 1);
      var plan = new ProviderPlan("up", "openai", "m", base, null, access, DataPolicy.UNDECLARED);
      var endpoint = Endpoint.of(ProviderKind.OPENAI, plan, null);
      var provider =
          new HttpProvider(
              client, new Upstream(endpoint, deadlines, Duration.ofSeconds(30), 100_000));
      Outgoing request = Outgoing.of("{}".getBytes(UTF_8));
      assertThat(provider.complete(Protocol.CHAT_COMPLETIONS, request).status()).isEqualTo(200);
      Thread.sleep(pause);
      assertThat(provider.complete(Protocol.CHAT_COMPLETIONS, request).status()).isEqualTo(200);
    }
  }

  private void accept(ServerSocket server, String header) {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(socket, header));
      }
    } catch (IOException _) {
      // Closing the server socket ends it.
    }
  }

  private void answer(Socket socket, String header) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        var head = new StringBuilder();
        for (; line != null && !line.isEmpty(); line = in.readLine()) {
          // The port is another one each time.
          head.append(line.startsWith("Host: ") ? line.replaceFirst(":\\d+$", "") : line)
              .append('\n');
        }
        heads.add(head.toString());
        assertThat(in.skip(2)).isEqualTo(2);
        String answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + header
                + "Content-Length: 2\r\n\r\n{}";
        socket.getOutputStream().write(answer.getBytes(UTF_8));
      }
    } catch (IOException gone) {
      // The client has hung up; what it asked before is what counts.
    }
  }
}
