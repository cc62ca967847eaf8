package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.plan.TargetAccess;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that misbehave: each has a status, a code, and an event that says what happened. */
final class UpstreamFailureIT {
  @ParameterizedTest
  @CsvSource({
    "400, 400, upstream_rejected",
    "404, 404, upstream_rejected",
    "413, 413, upstream_rejected",
    "401, 502, upstream_auth_failed",
    "403, 502, upstream_auth_failed",
    "408, 502, upstream_error",
    "429, 429, upstream_rate_limited",
    "500, 502, upstream_error",
    "503, 503, upstream_overloaded",
    "529, 503, upstream_overloaded",
  })
  void mapsErrorStatusesAndKeepsTheProvidersWords(int theirs, int ours, String code)
      throws Exception {
    try (var upstream =
            FakeUpstream.answering(
                theirs, "application/json", "{\"error\":{\"message\":\"echo of the prompt\"}}");
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));

      expect(response, house, ours, code, theirs, "status_" + theirs);
      assertThat(response.body()).doesNotContain("echo");
    }
  }

  /** It may hold nothing, so that there is no end to wait for until it hangs up. */
  @Test
  void anAnswerThatHoldsNothingIsNotWaitedFor() throws Exception {
    var answered = new CountDownLatch(1);
    try (var upstream =
            new FakeUpstream((_, out) -> {
              send(out, "HTTP/1.1 205 X\r\n\r\n");
              answered.await();
            });
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));
      answered.countDown();

      expect(response, house, 502, "upstream_invalid_response", 205, "invalid_response");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|7|7",
        "429|7.66|8",
        "429|0.0|0",
        "503|007|7",
        "429|-1|",
        "429|Fri, 31 Dec 1999 23:59:59 GMT|0",
        "429|soon|",
        "429|1e9|",
        "500|8|8",
        "503|9|9",
        "529|10|10"
      })
  void passesTheTimeToWait(int status, String said, @Nullable String passed) throws Exception {
    try (var upstream =
            raw(
                "HTTP/1.1 %d X\r\nretry-after: %s\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .formatted(status, said));
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));

      assertThat(response.headers().firstValue("retry-after").orElse(null)).isEqualTo(passed);
      assertThat(House.error(response).path("type").asString())
          .isEqualTo(status == 429 ? "rate_limit" : "upstream_error");
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (var elsewhere = FakeUpstream.saying("stolen");
        var upstream =
            raw(
                "HTTP/1.1 307 X\r\nlocation: %s/chat/completions\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .formatted(elsewhere.baseUrl()));
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));

      expect(response, house, 502, "upstream_redirect", 307, "status_307");
      assertThat(elsewhere.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html|<html>hello</html>",
        "text/plain|{\"choices\":[]}",
        "application/json|<html>hello</html>",
        "application/json|{\"choices\":[],\"choices\":[]}",
        "application/json|{\"choices\":[]} and more",
        "application/json|{\"choices\":[{\"text\":\"x\"}]}",
        "application/json|[]",
      })
  void refusesAnswersThatAreNoCompletion(String type, String body) throws Exception {
    try (var upstream = FakeUpstream.answering(200, type, body);
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));

      expect(response, house, 502, "upstream_invalid_response", 200, "invalid_response");
    }
  }

  @Test
  void refusesCompressedAnswers() throws Exception {
    try (var upstream =
            raw(
                "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n"
                    + "content-length: 2\r\nconnection: close\r\n\r\n{}");
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));

      expect(response, house, 502, "upstream_invalid_response", 200, "invalid_response");
    }
  }

  @Test
  void givesUpOnAProviderThatHangs() throws Exception {
    try (var upstream = new FakeUpstream((_, _) -> Thread.sleep(House.PATIENCE));
        var house = hasty(upstream)) {
      expect(house.ask(House.prompt("hi")), house, 502, "upstream_timeout", null, "timeout");
    }
  }

  @Test
  void givesUpOnAProviderThatTrickles() throws Exception {
    try (var upstream =
            new FakeUpstream((_, out) -> {
              send(out, "HTTP/1.1 200 X\r\ncontent-type: application/json\r\n\r\n{");
              while (true) {
                send(out, " ");
                Thread.sleep(50);
              }
            });
        var house = hasty(upstream)) {
      expect(house.ask(House.prompt("hi")), house, 502, "upstream_timeout", null, "timeout");
    }
  }

  @Test
  void noticesAnAnswerThatBreaksOff() throws Exception {
    try (var upstream =
            raw(
                "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n"
                    + FakeUpstream.completion("half"));
        var house = House.before(upstream)) {
      expect(
          house.ask(House.prompt("hi")),
          house,
          502,
          "upstream_invalid_response",
          null,
          "broken_answer");
    }
  }

  /** What stands behind an answer must not be the answer to whoever asks next. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatNobodyAskedForIsNobodysAnswer(boolean later) throws Exception {
    var first = new AtomicBoolean(true);
    var told = new CountDownLatch(1);
    var sent = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    try (var upstream =
            new FakeUpstream((_, out) -> {
              if (!first.getAndSet(false)) {
                send(out, whole("mine"));
                return;
              }
              send(out, later ? whole("one") : whole("one") + whole("of somebody else"));
              if (later && told.await(60, TimeUnit.SECONDS)) {
                send(out, whole("of somebody else"));
              }
              sent.countDown();
              var ignored = over.await(60, TimeUnit.SECONDS);
            });
        var house = House.before(upstream)) {
      assertThat(house.ask(House.prompt("hi")).body()).contains("\"one\"");
      told.countDown();
      assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();

      assertThat(house.ask(House.prompt("hi")).body()).contains("\"mine\"");
      over.countDown();
    }
  }

  private static String whole(String content) {
    String body = FakeUpstream.completion(content);
    return "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  @Test
  void anAnswerWithANumberBeyondAllOthersIsNone() throws Exception {
    try (var upstream =
            FakeUpstream.answering(
                200,
                "application/json",
                FakeUpstream.completion("hi").replace("1700000000", "1e99999999999"));
        var house = House.before(upstream)) {
      expect(
          house.ask(House.prompt("hi")),
          house,
          502,
          "upstream_invalid_response",
          200,
          "invalid_response");
    }
  }

  @Test
  void noticesAProviderThatHangsUp() throws Exception {
    try (var upstream = new FakeUpstream((_, _) -> {});
        var house = House.before(upstream)) {
      expect(house.ask(House.prompt("hi")), house, 502, "upstream_unreachable", null, "no_answer");
      assertThat(upstream.received).hasSize(1);
    }
  }

  /**
   * Resets the connection, which a client hears in another way than its end, and in yet another
   * while it still writes.
   */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "1, 4000000", "2, 4000000"})
  void noticesAProviderThatResetsTheConnection(int version, int length) throws Exception {
    var asked = new AtomicInteger();
    Thread serving;
    try (var upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serving = Thread.ofVirtual().start(() -> resetAll(upstream, asked));
      var target =
          new ProviderPlan(
              "primary",
              "openai",
              null,
              "http://127.0.0.1:" + upstream.getLocalPort() + "/v1",
              new SecretRef.Env("KEY"),
              new TargetAccess(null, null, null, null, null, version));
      try (var house = new House(House.settings(), new FakeProgram(List.of(target)))) {
        expect(
            house.ask(House.prompt("1".repeat(length))),
            house,
            502,
            "upstream_unreachable",
            null,
            "no_answer");
        assertThat(asked).hasValue(1);
      }
    }
    serving.join();
  }

  private static void resetAll(ServerSocket upstream, AtomicInteger asked) {
    try {
      while (true) {
        try (Socket socket = upstream.accept()) {
          asked.incrementAndGet();
          int ignored = socket.getInputStream().read();
          socket.setSoLinger(true, 0);
        }
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  @Test
  void noticesAnAnswerThatIsNoHttp() throws Exception {
    try (var upstream = raw("SSH-2.0-OpenSSH_9.9\r\n");
        var house = House.before(upstream)) {
      expect(
          house.ask(House.prompt("hi")),
          house,
          502,
          "upstream_invalid_response",
          null,
          "broken_answer");
    }
  }

  @Test
  void refusesAnAnswerWithoutEnd() throws Exception {
    try (var upstream =
        new FakeUpstream((_, out) -> {
          send(out, "HTTP/1.1 200 X\r\ncontent-type: application/json\r\n\r\n");
          while (true) {
            send(out, " ".repeat(8192));
          }
        })) {
      var settings = House.settings().withMaxBodyBytes(100_000);
      try (var house =
          new House(settings, new FakeProgram(List.of(House.openai(upstream, null))))) {
        expect(
            house.ask(House.prompt("hi")),
            house,
            502,
            "upstream_too_large",
            null,
            "answer_too_large");
      }
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    try (var taken = new Socket()) {
      // A port that is taken and not listened on: nobody else can come to listen there.
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + taken.getLocalPort() + "/v1";
      var target = new ProviderPlan("primary", "openai", null, url, null);
      try (var house = new House(House.settings(), new FakeProgram(List.of(target)))) {
        expect(
            house.ask(House.prompt("hi")), house, 502, "upstream_unreachable", null, "unreachable");
        assertThat(House.json(house.get("/health")).at("/providers/primary").asString())
            .isEqualTo("unreachable");
      }
    }
  }

  @Test
  void startsWithoutAKeyAndSaysSo() throws Exception {
    var target =
        new ProviderPlan(
            "primary", "openai", null, "http://127.0.0.1:1/v1", new SecretRef.Env("NOT_SET"));
    try (var house = new House(House.settings(), new FakeProgram(List.of(target)))) {
      expect(
          house.ask(House.prompt("hi")),
          house,
          503,
          "provider_unavailable",
          null,
          "secret_missing");
      assertThat(House.json(house.get("/readyz")).path("status").asString()).isEqualTo("degraded");
    }
  }

  private static void expect(
      HttpResponse<String> response,
      House house,
      int status,
      String code,
      @Nullable Integer upstreamStatus,
      String upstreamError) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(House.error(response).path("code").asString()).isEqualTo(code);
    assertThat(response.headers().firstValue("x-should-retry")).isEmpty();
    DecisionEvent event = house.store.only();
    assertThat(event.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
    assertThat(event.verdict()).isEqualTo("allow");
    assertThat(event.httpStatus()).isEqualTo(status);
    var upstream = Objects.requireNonNull(event.upstream());
    assertThat(upstream.status()).isEqualTo(upstreamStatus);
    assertThat(upstream.error()).isEqualTo(upstreamError);
    assertThat(response.headers().firstValue("x-keeptrail-event-id")).contains(event.id());
  }

  private static House hasty(FakeUpstream upstream) throws GatewayStartException {
    return new House(
        House.settings().withTimeouts(House.PATIENCE, Duration.ofMillis(400), House.PATIENCE),
        new FakeProgram(List.of(House.openai(upstream, null))));
  }

  private static FakeUpstream raw(String answer) throws Exception {
    return new FakeUpstream((_, out) -> send(out, answer));
  }

  private static void send(OutputStream out, String text) throws Exception {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
