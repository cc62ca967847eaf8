package dev.keeptrail.gateway.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.hc.client5.http.impl.classic.HttpClients.createMinimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.gateway.TestCertificates;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.TargetAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When a stream has run dry. The provider here sends its next events only once the reader has said
 * that it is about to wait: one that waits without having said so gets nothing more.
 */
@Timeout(180)
final class DryStreamIT {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int EVENTS = 5;
  private static final int BATCHES = 3;

  private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1);
  private final Semaphore waits = new Semaphore(0);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readersAreToldBeforeEachWait(boolean tls) throws Exception {
    var authority = new TestCertificates("Test Authority");
    try (ServerSocket server = tls ? secure(authority) : new ServerSocket(0, 1, loopback());
        var client =
            createMinimal(
                new TellingConnections(Tunnels.NONE)
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(authority.client(null)))
                    .build())) {
      Thread.ofVirtual().start(() -> serve(server));
      String base = (tls ? "https" : "http") + "://localhost:" + server.getLocalPort();
      byte[] buffer = new byte[100];
      try (ProviderStream stream = open(new HttpProvider(client, upstream(base)))) {
        var read = new StringBuilder();
        int told = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
          for (int event = 0; event < EVENTS; event++) {
            int length = stream.read(buffer, waits::release);
            read.append(new String(buffer, 0, length, UTF_8));
          }
          told += waits.drainPermits();
        }

        assertThat(read).hasToString("data: 1\n\n".repeat(EVENTS * BATCHES));
        // What came together was read without a word in between.
        assertThat(told).isLessThan(EVENTS);
      }
    } finally {
      deadlines.shutdownNow();
    }
  }

  @Test
  void whatFailsBeforeAWaitEndsTheStream() throws Exception {
    try (var server = new ServerSocket(0, 1, loopback());
        var client = HttpClients.pooled(1, Duration.ofSeconds(60))) {
      Thread.ofVirtual().start(() -> serve(server));
      var provider =
          new HttpProvider(client, upstream("http://localhost:" + server.getLocalPort()));
      byte[] buffer = new byte[100];
      try (ProviderStream stream = open(provider)) {
        for (int event = 0; event < EVENTS; event++) {
          assertThat(stream.read(buffer)).isPositive();
        }
        ProviderException failed =
            catchThrowableOfType(
                ProviderException.class,
                () ->
                    stream.read(
                        buffer,
                        () -> {
                          throw new IOException("nobody listens");
                        }));

        assertThat(failed.kind()).isEqualTo(Kind.BROKEN);
      }
    } finally {
      deadlines.shutdownNow();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private Upstream upstream(String base) throws Exception {
    var access = new TargetAccess(null, null, null, null, null, 1);
    var plan = new ProviderPlan("up", "openai", "m", base, null, access, DataPolicy.UNDECLARED);
    var endpoint = Endpoint.of(ProviderKind.OPENAI, plan, null);
    return new Upstream(endpoint, deadlines, Duration.ofSeconds(60), 100_000);
  }

  private static ProviderStream open(HttpProvider provider) throws ProviderException {
    return provider.open(
        Protocol.CHAT_COMPLETIONS, Outgoing.of("{}".getBytes(UTF_8)), Duration.ofSeconds(60));
  }

  private static ServerSocket secure(TestCertificates authority) throws Exception {
    TestCertificates.Identity own = authority.server("EC");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", own.key(), PASSWORD, new Certificate[] {own.certificate()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getServerSocketFactory().createServerSocket(0, 1, loopback());
  }

  /** Some events in one write, each a chunk of its own, whenever the reader waits. */
  private void serve(ServerSocket server) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      byte[] request = new byte[4_096];
      String head = "";
      while (!head.endsWith("{}")) {
        head += new String(request, 0, in.read(request), US_ASCII);
      }
      OutputStream out = socket.getOutputStream();
      String type = "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
      String events = "9\r\ndata: 1\n\n\r\n".repeat(EVENTS);
      out.write(("HTTP/1.1 200 OK\r\n" + type + events).getBytes(US_ASCII));
      out.flush();
      while (waits.tryAcquire(60, TimeUnit.SECONDS)) {
        out.write(events.getBytes(US_ASCII));
        out.flush();
      }
    } catch (IOException gone) {
      // The reader has seen what it came for.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
