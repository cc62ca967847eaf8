package dev.keeptrail.gateway.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.gateway.TestCertificates;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.TargetAccess;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that are asked over HTTP/2. */
@Timeout(180)
final class Http2IT {
  private static final int AT_ONCE = 40;
  private static final String PASSWORD = "changeit";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestCertificates authority;
  private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1);
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void authority() throws Exception {
    authority = new TestCertificates("Test Authority");
  }

  @AfterEach
  void close() throws Exception {
    deadlines.shutdownNow();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private Http2Provider provider(String base, Duration timeout) throws Exception {
    HttpClient client = Http2Provider.client(timeout, authority.client(null));
    open.add(client::shutdownNow);
    var access = new TargetAccess(null, null, null, null, null, 2);
    var plan = new ProviderPlan("up", "openai", "m", base, null, access, DataPolicy.UNDECLARED);
    return new Http2Provider(
        client,
        new Upstream(Endpoint.of(ProviderKind.OPENAI, plan, null), deadlines, timeout, 100_000));
  }

  private Http2Provider provider(Http2Upstream upstream) throws Exception {
    return provider("https://localhost:" + upstream.port(), PATIENCE);
  }

  private static String ask(Http2Provider provider, String wish) throws ProviderException {
    ProviderAnswer answer =
        provider.complete(Protocol.CHAT_COMPLETIONS, Outgoing.of(wish.getBytes(UTF_8)));
    return new String(answer.body(), UTF_8);
  }

  private static @Nullable Kind refusal(Http2Provider provider, String wish) {
    ProviderException refused =
        catchThrowableOfType(ProviderException.class, () -> ask(provider, wish));
    return refused == null ? null : refused.kind();
  }

  @Test
  void manyRequestsShareAConnection() throws Exception {
    try (Http2Upstream upstream = secure(true);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Http2Provider provider = provider(upstream);
      assertThat(ask(provider, "{}")).isEqualTo("HTTP/2.0");
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(() -> ask(provider, "{}"));
      }
      for (Future<String> call : callers.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo("HTTP/2.0");
      }
      assertThat(upstream.connections).hasSizeLessThan(AT_ONCE / 4);
    }
  }

  @Test
  void theServerChooses() throws Exception {
    for (boolean second : new boolean[] {true, false}) {
      try (Http2Upstream upstream = secure(second)) {
        assertThat(ask(provider(upstream), "{}")).isEqualTo(second ? "HTTP/2.0" : "HTTP/1.1");
      }
    }
  }

  private Http2Upstream secure(boolean second) throws Exception {
    return Http2Upstream.secure(keys(), PASSWORD, second);
  }

  private Path keys() throws Exception {
    TestCertificates.Identity own = authority.server("EC");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", own.key(), PASSWORD.toCharArray(), new Certificate[] {own.certificate()});
    Path file = folder.resolve("keys.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  @Test
  void piecesOfAStreamComeAsTheyAreSent() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider = provider(upstream);
      byte[] buffer = new byte[1_000];
      try (ProviderStream stream = stream(provider, "stream")) {
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.contentType()).isEqualTo("text/event-stream");
        int length = stream.read(buffer);
        assertThat(new String(buffer, 0, length, UTF_8)).isEqualTo("data: 1\n\n");
        // The rest comes only once the reader has said that it is about to wait.
        var rest = new StringBuilder();
        int read = stream.read(buffer, upstream::release);
        while (read >= 0) {
          rest.append(new String(buffer, 0, read, UTF_8));
          read = stream.read(buffer);
        }
        assertThat(rest).hasToString("data: 2\n\n".repeat(100));
      }
    }
  }

  @Test
  void aStreamThatIsGivenUpIsToldToStopAndOthersGoOn() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider = provider(upstream);
      try (ProviderStream kept = stream(provider, "stream")) {
        assertThat(kept.read(new byte[100])).isPositive();
        try (ProviderStream given = stream(provider, "endless")) {
          assertThat(given.read(new byte[100])).isPositive();
        }
        upstream.release();
        long length = 0;
        byte[] buffer = new byte[1_000];
        for (int read = kept.read(buffer); read >= 0; read = kept.read(buffer)) {
          length += read;
        }
        assertThat(length).isEqualTo(100L * "data: 2\n\n".length());
      }
      while (upstream.broken.get() == 0) {
        Thread.sleep(10);
      }
      assertThat(upstream.broken).hasValue(1);
      assertThat(ask(provider, "{}")).isEqualTo("HTTP/2.0");
    }
  }

  /** A stream that is given up counts no more among those that the provider allows at once. */
  @Test
  void streamsThatAreGivenUpTakeNoPlaceOfOthers() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider = provider(upstream);
      upstream.release();
      int given = 2 * Http2Upstream.MOST_STREAMS;
      for (int i = 0; i < given; i++) {
        try (ProviderStream stream = stream(provider, "endless")) {
          assertThat(stream.read(new byte[100])).isPositive();
        }
      }
      while (upstream.broken.get() < given) {
        Thread.sleep(10);
      }
      assertThat(ask(provider, "{}")).isEqualTo("HTTP/2.0");
      assertThat(upstream.connections).hasSize(1);
    }
  }

  /** What is cut off is no end, and the next request finds a connection. */
  @ParameterizedTest
  @ValueSource(strings = {"reset", "lost"})
  void aStreamThatTheProviderGivesUpIsBroken(String how) throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider = provider(upstream);
      try (ProviderStream stream = stream(provider, how)) {
        byte[] buffer = new byte[100];
        assertThat(stream.read(buffer)).isPositive();
        upstream.release();
        ProviderException cut =
            catchThrowableOfType(ProviderException.class, () -> stream.read(buffer));
        assertThat(cut).isNotNull();
        assertThat(cut.kind()).isEqualTo(Kind.BROKEN);
      }
      assertThat(ask(provider, "{}")).isEqualTo("HTTP/2.0");
    }
  }

  /** Who is about to leave answers what was asked before. */
  @Test
  void aStreamGoesOnWhenTheProviderIsAboutToLeave() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider = provider(upstream);
      try (ProviderStream stream = stream(provider, "goaway")) {
        byte[] buffer = new byte[100];
        assertThat(stream.read(buffer)).isPositive();
        upstream.release();
        assertThat(stream.read(buffer)).isEqualTo(-1);
      }
      assertThat(ask(provider, "{}")).isEqualTo("HTTP/2.0");
      assertThat(upstream.connections).hasSize(2);
    }
  }

  /** More than fits into the windows of stream and connection. */
  @Test
  void anAnswerToWhatIsStillBeingSentCounts() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider = provider(upstream);
      byte[] large = new byte[20 << 20];
      assertThat(inTime(() -> provider.complete(Protocol.RESPONSES, Outgoing.of(large)).status()))
          .isEqualTo(500);
      assertThat(inTime(() -> ask(provider, "{}"))).isEqualTo("HTTP/2.0");
    }
  }

  private static ProviderStream stream(Http2Provider provider, String wish)
      throws ProviderException {
    return provider.open(Protocol.CHAT_COMPLETIONS, Outgoing.of(wish.getBytes(UTF_8)), PATIENCE);
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUp() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      Http2Provider provider =
          provider("https://localhost:" + upstream.port(), Duration.ofSeconds(2));
      long start = System.nanoTime();
      assertThat(refusal(provider, "hang")).isEqualTo(Kind.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
      assertThat(inTime(() -> ask(provider, "{}"))).isEqualTo("HTTP/2.0");
    }
  }

  /** Asks again where the machine is held up for longer than is waited for an answer. */
  private static <T> T inTime(Callable<T> question) throws Exception {
    while (true) {
      try {
        return question.call();
      } catch (ProviderException late) {
        if (late.kind() != Kind.TIMEOUT) {
          throw late;
        }
      }
    }
  }

  @Test
  void whatGoesWrongHasTheNamesOfHttp1() throws Exception {
    try (Http2Upstream upstream = secure(true)) {
      assertThat(refusal(provider(upstream), "large")).isEqualTo(Kind.TOO_LARGE);
    }
    try (var taken = new Socket()) {
      // A port that is taken and not listened on: nobody else can come to listen there.
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Http2Provider nowhere = provider("https://127.0.0.1:" + taken.getLocalPort(), PATIENCE);
      assertThat(refusal(nowhere, "{}")).isEqualTo(Kind.UNREACHABLE);
    }
  }
}
