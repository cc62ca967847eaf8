package dev.keeptrail.gateway.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.TargetAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that answer without end where nobody counts: bounded in bytes, not in time only. */
@Timeout(180)
final class HostileProviderIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";

  /** More than any answer has before its body, and more than lies in the buffers of a socket. */
  private static final long MOST = 64L << 20;

  private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1);
  private final CloseableHttpClient first = HttpClients.pooled(10, PATIENCE);
  private final HttpClient second = Http2Provider.client(PATIENCE, null);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    deadlines.shutdownNow();
    first.close();
    second.shutdownNow();
    server.close();
  }

  /** What has no end: begun once, gone on with for ever. */
  enum Endless {
    STATUS("HTTP/1.1 200 ", "x".repeat(8_192)),
    HEADERS(HEAD, "x-more: %d\r\n".repeat(512)),
    HEADER(HEAD + "x-more: ", "x".repeat(8_192)),
    FOLDED(HEAD + "x-more: x\r\n", " more\r\n".repeat(1_024)),
    CHUNK_LENGTH(HEAD + "transfer-encoding: chunked\r\n\r\n2;x=", "x".repeat(8_192)),
    TRAILERS(HEAD + "transfer-encoding: chunked\r\n\r\n0\r\n", "x-more: x\r\n".repeat(512)),
    INTERIM("", "HTTP/1.1 102 Processing\r\n\r\n".repeat(256)),
    EMPTY_LINES("", "\r\n".repeat(4_096));

    private final String beginning;
    private final String piece;

    /** The client of HTTP/2 has its whole answer before them. */
    private boolean countsForTheOther() {
      return this != TRAILERS;
    }

    Endless(String beginning, String piece) {
      this.beginning = beginning;
      this.piece = piece;
    }
  }

  /** One connection on which something has no end. */
  private final class Flood {
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    Flood(Endless endless) {
      var ignored =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket socket = server.accept()) {
                  byte[] request = new byte[8_192];
                  int read = socket.getInputStream().read(request);
                  OutputStream out = socket.getOutputStream();
                  out.write(endless.beginning.getBytes(ISO_8859_1));
                  while (read > 0 && sent.get() <= MOST) {
                    out.write(endless.piece.getBytes(ISO_8859_1));
                    sent.addAndGet(endless.piece.length());
                  }
                  // Nobody hung up in time.
                  read = socket.getInputStream().read(request);
                } catch (IOException _) {
                  hungUp.countDown();
                }
              });
    }

    void refuses(ThrowingCallable call) throws Exception {
      ProviderException refused = catchThrowableOfType(ProviderException.class, call);
      assertThat(refused).isNotNull();
      assertThat(refused.kind()).isIn(Kind.BROKEN, Kind.TOO_LARGE);
      assertThat(sent.get()).isLessThan(MOST);
    }
  }

  private ProviderClient provider(boolean newer) throws Exception {
    var access = new TargetAccess(null, null, null, null, null, newer ? 2 : 1);
    var plan =
        new ProviderPlan(
            "up",
            "openai",
            "m",
            "http://127.0.0.1:" + server.getLocalPort(),
            null,
            access,
            DataPolicy.UNDECLARED);
    var upstream =
        new Upstream(Endpoint.of(ProviderKind.OPENAI, plan, null), deadlines, PATIENCE, 100_000);
    return newer ? new Http2Provider(second, upstream) : new HttpProvider(first, upstream);
  }

  private static void ask(ProviderClient provider) throws ProviderException {
    var answer = provider.complete(Protocol.CHAT_COMPLETIONS, Outgoing.of("{}".getBytes(UTF_8)));
    throw new AssertionError("answered with " + answer.status());
  }

  private static void stream(ProviderClient provider) throws ProviderException {
    try (ProviderStream stream =
        provider.open(Protocol.CHAT_COMPLETIONS, Outgoing.of("{}".getBytes(UTF_8)), PATIENCE)) {
      byte[] buffer = new byte[1_000];
      int read = 0;
      while (read >= 0) {
        read = stream.read(buffer);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerInOnePieceIsBounded(Endless endless) throws Exception {
    var flood = new Flood(endless);
    flood.refuses(() -> ask(provider(false)));
    flood.hungUp.await();
    if (endless.countsForTheOther()) {
      new Flood(endless).refuses(() -> ask(provider(true)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsBounded(Endless endless) throws Exception {
    var flood = new Flood(endless);
    flood.refuses(() -> stream(provider(false)));
    flood.hungUp.await();
    if (endless.countsForTheOther()) {
      new Flood(endless).refuses(() -> stream(provider(true)));
    }
  }
}
