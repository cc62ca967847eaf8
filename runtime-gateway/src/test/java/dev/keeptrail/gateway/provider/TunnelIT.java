package dev.keeptrail.gateway.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import dev.keeptrail.gateway.tunnel.NoProxy;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.TargetAccess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy on the way to providers, which only opens connections. */
@Timeout(180)
final class TunnelIT {
  private static final String NAME = "provider.invalid";
  private static final String OPENED = "HTTP/1.1 200 Connection established\r\nvia: x\r\n\r\n";

  /** What the proxy is told, and then the first that goes through. */
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private ServerSocket server;
  private volatile String answer = OPENED;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var ignored = Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        byte[] bytes = new byte[4_096];
        int read = socket.getInputStream().read(bytes);
        heard.add(new String(bytes, 0, Math.max(0, read), ISO_8859_1));
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        read = socket.getInputStream().read(bytes);
        heard.add(new String(bytes, 0, Math.max(0, read), ISO_8859_1));
      } catch (IOException _) {
        // The test is over, or has hung up.
      }
    }
  }

  private OutboundProxy proxy(String except) {
    return new OutboundProxy("127.0.0.1", server.getLocalPort(), "user:geheim", NoProxy.of(except));
  }

  private Kind failure(String base, OutboundProxy proxy, int version) throws Exception {
    var plan =
        new ProviderPlan(
            "up",
            "openai",
            "m",
            base,
            null,
            new TargetAccess(null, null, null, null, null, version),
            DataPolicy.UNDECLARED);
    try (var pool =
        new ProviderPool(
            List.of(plan),
            _ -> Optional.empty(),
            new ProviderPool.Limits(4, Duration.ofSeconds(60), 100_000, proxy),
            new SimulatedProvider())) {
      ProviderClient client = pool.targets().all().getFirst().client();
      return catchThrowableOfType(
              ProviderException.class,
              () -> client.complete(Protocol.CHAT_COMPLETIONS, Outgoing.of("{}".getBytes(UTF_8))))
          .kind();
    }
  }

  /**
   * The name is known to nobody here: that it gets this far shows that the proxy is asked for it.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void tlsGoesToTheNameThatTheProxyIsAskedFor(int version) throws Exception {
    failure("https://" + NAME + "/v1", proxy(""), version);

    assertThat(heard.poll(60, TimeUnit.SECONDS))
        .startsWith("CONNECT provider.invalid:443 HTTP/1.1\r\n")
        .contains("\r\nHost: provider.invalid:443\r\n")
        .contains("\r\nProxy-Authorization: Basic dXNlcjpnZWhlaW0=\r\n")
        .endsWith("\r\n\r\n");
    // The first of TLS is a handshake, in the clear with the name in it.
    assertThat(heard.poll(60, TimeUnit.SECONDS)).startsWith("\u0016").contains(NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
        "HTTP/1.1 302 Found\r\nlocation: http://x/\r\n\r\n",
        "SSH-2.0-x\r\n\r\n",
        ""
      })
  void aProxyThatOpensNothingLeavesTheProviderUnreachable(String said) throws Exception {
    answer = said;
    if (said.isEmpty()) {
      server.close();
    }

    assertThat(failure("https://" + NAME + "/v1", proxy(""), 1)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void whoIsExceptedOrAskedInTheClearIsAskedWithoutIt() throws Exception {
    assertThat(failure("https://" + NAME + "/v1", proxy(".invalid"), 1))
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(failure("http://" + NAME + "/v1", proxy(""), 1)).isEqualTo(Kind.UNREACHABLE);

    assertThat(heard).isEmpty();
  }

  @Test
  void whatStandsBehindTheAnswerIsTheTargets() throws Exception {
    answer = OPENED + "first words";
    try (var socket = new TunnelSocket(proxy(""))) {
      socket.connect(InetSocketAddress.createUnresolved(NAME, 443), 60_000);

      assertThat(socket.getInputStream().readNBytes(11)).asString(UTF_8).isEqualTo("first words");
      assertThat(socket.getSoTimeout()).isZero();
    }
  }

  @Test
  void aProxyThatSaysNothingIsNotWaitedForLongerThanForAConnection() throws Exception {
    answer = "";
    try (var socket = new TunnelSocket(proxy(""))) {
      assertThat(
              catchThrowableOfType(
                  ConnectException.class,
                  () -> socket.connect(InetSocketAddress.createUnresolved(NAME, 443), 300)))
          .hasMessage("the proxy does not answer");
    }
  }
}
