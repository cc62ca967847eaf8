package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.AnswerStreams;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in which everything is there once: one slot, one request at a time, one budget. What a
 * lost connection leaves behind shows in the next request.
 */
final class DisconnectStand implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String PACK =
      """
      language 1

      pack disconnects {
        version: "1.0.0"
      }

      provider primary {
        provider: PROVIDER
        base_url: "BASE_URL"
        secret_key_ref: { env: KEY }
      }

      provider files {
        provider: mcp
        base_url: "BASE_URL/mcp"
        secret_key_ref: { env: KEY }
      }

      gateway {
        rate_limits: { global: { max_parallel_requests: 1 } }
        budgets: [{ scope: key, usd: 1000 }]
      }

      chain { masks }

      policy masks on output {
        rule address {
          when finding(category under "pii.email")
          then redact "masks.address"
        }
      }
      """;

  final HeldProvider provider;
  final MemoryStore store = new MemoryStore();

  /** Held back while it is there: what judges a request. */
  volatile @Nullable CountDownLatch judging;

  final CountDownLatch judged = new CountDownLatch(1);
  private final PolicyProgram program;
  private final Gateway gateway;
  private final Path spending;

  DisconnectStand(Path folder, DisconnectWay way, HeldProvider.Script script) throws Exception {
    provider = new HeldProvider(script);
    spending = folder.resolve("spending.log");
    program =
        new Slow(
            Programs.ofText(
                PACK.replace("PROVIDER", way.provider).replace("BASE_URL", provider.baseUrl())));
    gateway =
        Gateway.start(
            House.settings()
                .withConcurrency(1, 8, House.PATIENCE)
                .withSilence(Duration.ofMillis(50))
                .withSpending(spending),
            program,
            store);
  }

  /** A caller that has sent this much of a request. */
  Socket caller(String route, String body, int bytes) throws IOException {
    byte[] text = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String head =
        String.join(
            "\r\n",
            "POST " + route + " HTTP/1.1",
            "host: x",
            "content-type: application/json",
            "accept: " + McpStreet.BOTH,
            "content-length: " + text.length,
            "",
            "");
    var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) House.PATIENCE.toMillis());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(text, 0, Math.min(bytes, text.length));
    socket.getOutputStream().flush();
    return socket;
  }

  /** What a caller was told. */
  record Told(int status, String body) {}

  Told ask(String route, String body) throws Exception {
    HttpResponse<InputStream> answer =
        CLIENT.send(
            HttpRequest.newBuilder(uri(route))
                .header("content-type", "application/json")
                .header("accept", McpStreet.BOTH)
                .timeout(House.PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    return new Told(answer.statusCode(), BrokenOff.read(answer.body()));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  /** What a gauge says. */
  double gauge(String name) throws Exception {
    String all =
        CLIENT
            .send(
                HttpRequest.newBuilder(uri("/metrics")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return all.lines()
        .filter(line -> line.startsWith("keeptrusts_gateway_" + name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /** Waits for what always comes, on however slow a machine. */
  static void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(5);
    }
  }

  void awaitEvents(int count) throws Exception {
    await(count + " events", () -> store.events.size() >= count);
  }

  DecisionEvent event() throws Exception {
    awaitEvents(1);
    return store.only();
  }

  /** What all requests took of the budget, in thousand-millionths of a dollar. */
  long spent() throws IOException {
    return changes().stream().mapToLong(Long::longValue).sum();
  }

  /** What was reserved for the first of them. */
  long reserved() throws IOException {
    return changes().isEmpty() ? 0 : changes().getFirst();
  }

  private List<Long> changes() throws IOException {
    return Files.exists(spending)
        ? Files.readAllLines(spending).stream()
            .map(line -> Long.valueOf(line.split("\t", 3)[1]))
            .toList()
        : List.of();
  }

  /** That nothing is left of a request whose connection is lost. */
  void assertNothingIsLeft() throws Exception {
    await("everybody has left", () -> gauge("requests_inside") == 0);
    await("no body is held", () -> gauge("body_bytes") == 0);
    await("no provider is held", () -> provider.held() == 0);
  }

  /** That the next request is served as if nothing had been. */
  void assertServesTheNext(DisconnectWay way, boolean streamed) throws Exception {
    int before = store.events.size();
    Told next = ask(way.route, way.body(streamed));
    assertThat(next.status()).as(next.body()).isEqualTo(200);
    awaitEvents(before + 1);
    assertThat(store.events).hasSize(before + 1);
  }

  @Override
  public void close() throws IOException {
    CountDownLatch held = judging;
    if (held != null) {
      held.countDown();
    }
    gateway.close();
    program.close();
    provider.close();
  }

  /** Judges when the test lets it. */
  private final class Slow implements PolicyProgram {
    private final PolicyProgram inner;

    Slow(PolicyProgram inner) {
      this.inner = inner;
    }

    @Override
    public PackPlan plan() {
      return inner.plan();
    }

    @Override
    public String planDigest() {
      return inner.planDigest();
    }

    @Override
    public PhaseDecision evaluate(PhaseContent content) {
      judged.countDown();
      CountDownLatch held = judging;
      if (held != null) {
        try {
          held.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
      return inner.evaluate(content);
    }

    @Override
    public AnswerStreams answers() {
      return inner.answers();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
