package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class LimitsIT {
  private static final int LIMIT = 10_000;

  @Test
  void refusesAHundredMegabytesThatAreAnnounced() throws Exception {
    try (var house = small()) {
      String answer = house.raw(House.head("content-length: 104857600", "expect: 100-continue"));

      assertThat(answer)
          .startsWith("HTTP/1.1 413")
          .containsIgnoringCase("connection: close")
          .contains("body_too_large");
    }
  }

  @Test
  void refusesALongBodySentInChunksWhileReading() throws Exception {
    try (var house = small()) {
      byte[] chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      String answer =
          house.raw(
              House.head("transfer-encoding: chunked"),
              chunk,
              chunk,
              chunk,
              "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(answer).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void letsTheSenderOfALongBodySeeTheAnswer() throws Exception {
    try (var house = small()) {
      HttpResponse<String> response = house.ask(House.prompt("x".repeat(2 * LIMIT)));

      assertThat(response.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws Exception {
    try (var house = small()) {
      String body = House.prompt("x".repeat(LIMIT - House.prompt("").length()));

      assertThat(house.ask(body).statusCode()).isEqualTo(200);
      assertThat(house.ask(body + " ").statusCode()).isEqualTo(413);
    }
  }

  @Test
  void refusesABodyThatDoesNotCome() throws Exception {
    try (var house = impatient()) {
      String answer = "";
      while (answer.isEmpty()) {
        answer = unlessTooLate(house);
      }

      assertThat(answer).startsWith("HTTP/1.1 408").contains("body_timeout");
    }
  }

  /**
   * Empty where the machine was held up so that not even the head was there in time: a connection
   * that says nothing is ended without a word.
   */
  private static String unlessTooLate(House house) {
    try {
      return house.raw(House.head("content-length: 100"), new byte[] {'{'});
    } catch (IOException _) {
      return "";
    }
  }

  @Test
  void aBodyThatTricklesGetsNoMoreTime() throws Exception {
    try (var house = impatient()) {
      String answer = "";
      while (answer.isEmpty()) {
        answer = trickled(house);
      }
      assertThat(answer).isEqualTo("HTTP/1.1 408");
    }
  }

  /** The beginning of the answer; empty as above. */
  private static String trickled(House house) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      socket.getOutputStream().write(House.head("content-length: 1000"));
      var trickle =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    socket.getOutputStream().write(' ');
                    Thread.sleep(50);
                  }
                } catch (Exception _) {
                  // The gateway hung up, as it should.
                }
              });
      socket.setSoTimeout((int) House.PATIENCE.toMillis());
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      trickle.interrupt();
      return answer;
    } catch (IOException _) {
      return "";
    }
  }

  /** Half a body each, as many times as there are places, from nobody who may ask. */
  @Test
  void whoShowsNoTokenTakesNobodysPlace() throws Exception {
    var token = new CallerCheck.SharedToken(ApiToken.of("kt_secret"));
    var settings =
        House.settings()
            .withConcurrency(1, 1, Duration.ofMillis(100))
            .withCallers(CallerSettings.OPEN.withCheck(token));
    List<Socket> slow = new ArrayList<>();
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      for (int i = 0; i < 4; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port());
        slow.add(socket);
        socket.getOutputStream().write(House.head("content-length: 1000"));
        socket.getOutputStream().write('{');
      }
      List<Integer> statuses = new ArrayList<>();
      while (!statuses.contains(200) && statuses.size() < 10) {
        statuses.add(
            house
                .ask(
                    House.prompt("hi"),
                    "content-type",
                    "application/json",
                    "authorization",
                    "Bearer kt_secret")
                .statusCode());
      }
      assertThat(statuses).contains(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Half a body each, as many times as there are places, all from one address. */
  @Test
  void whoSendsSlowlyLeavesPlacesToOthers() throws Exception {
    int places = 32;
    var settings = House.settings().withConcurrency(2, places - 2, House.PATIENCE);
    List<Socket> slow = new ArrayList<>();
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      for (int i = 0; i < places; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port());
        slow.add(socket);
        socket.getOutputStream().write(House.head("content-length: 1000"));
        socket.getOutputStream().write('{');
      }
      while (!house.get("/metrics").body().contains("status=\"503\"} 16.0")) {
        Thread.sleep(20);
      }
      try (var other =
          new Socket(
              InetAddress.getLoopbackAddress(),
              house.gateway.port(),
              InetAddress.ofLiteral("127.0.0.2"),
              0)) {
        byte[] body = House.prompt("hi").getBytes(StandardCharsets.UTF_8);
        other.setSoTimeout((int) House.PATIENCE.toMillis());
        other.getOutputStream().write(House.head("content-length: " + body.length));
        other.getOutputStream().write(body);
        assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 200");
      }
      // The other one leaves a moment after it has its answer.
      while (!house.get("/metrics").body().contains("requests_inside 16.0")) {
        Thread.sleep(20);
      }
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aSlowProviderOutlastsTheTimeForReadingRequests() throws Exception {
    try (var upstream =
        new FakeUpstream((request, out) -> {
          Thread.sleep(900);
          FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("late"))
              .answer(request, out);
        })) {
      var settings =
          House.settings().withTimeouts(Duration.ofMillis(300), House.PATIENCE, House.PATIENCE);
      try (var house =
          new House(settings, new FakeProgram(List.of(House.openai(upstream, null))))) {
        @Nullable HttpResponse<String> answer = null;
        while (answer == null) {
          answer = arrived(house, upstream);
        }
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
  }

  /** Null where the machine was held up so that the request itself was not read in its time. */
  private static @Nullable HttpResponse<String> arrived(House house, FakeUpstream upstream)
      throws Exception {
    try {
      HttpResponse<String> answer = house.ask(House.prompt("hi"));
      if (!upstream.received.isEmpty()) {
        return answer;
      }
      assertThat(answer.statusCode()).isEqualTo(408);
      return null;
    } catch (IOException cutOff) {
      if (!upstream.received.isEmpty()) {
        throw cutOff;
      }
      return null;
    }
  }

  @Test
  void shedsWhatItHasNoRoomFor() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var upstream = held(entered, release)) {
      var settings = House.settings().withConcurrency(1, 1, Duration.ofMillis(100));
      try (var house =
          new House(settings, new FakeProgram(List.of(House.openai(upstream, null))))) {
        var first = later(house);
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        HttpResponse<String> waited = house.ask(House.prompt("second"));
        release.countDown();

        assertThat(waited.statusCode()).isEqualTo(503);
        assertThat(House.error(waited).path("code").asString()).isEqualTo("overloaded");
        assertThat(waited.headers().firstValue("retry-after")).isPresent();
        assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(house.store.events).hasSize(1);
      }
    }
  }

  @Test
  void drainsWhatIsInsideAndRefusesWhatComes() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var upstream = held(entered, release);
        var house = House.before(upstream)) {
      var inside = later(house);
      assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
      var closing = Thread.ofVirtual().start(house.gateway::close);
      while (house.get("/readyz").statusCode() == 200) {
        Thread.sleep(10);
      }
      HttpResponse<String> late = house.ask(House.prompt("late"));

      assertThat(late.statusCode()).isEqualTo(503);
      assertThat(House.error(late).path("code").asString()).isEqualTo("stopping");
      assertThat(house.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(house.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(inside).isNotDone();
      release.countDown();
      assertThat(inside.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(closing.join(House.PATIENCE)).isTrue();
      assertThat(house.store.events).hasSize(1);
    }
  }

  @Test
  void holdsNoMoreBytesOfBodiesThanItsShareOfTheHeap() throws Exception {
    var budget = new BodyBudget(100);
    try (var one = budget.open();
        var other = budget.open()) {
      one.growTo(60);
      one.growTo(50);
      assertThat(budget.held()).isEqualTo(60);
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> other.growTo(41))
          .satisfies(refused -> {
            assertThat(refused.refusal().status()).isEqualTo(503);
            assertThat(refused.refusal().advice().retryAfterSeconds()).isEqualTo("1");
          });
      assertThat(budget.held()).isEqualTo(60);
      other.growTo(40);
    }
    assertThat(budget.held()).isZero();
    try (var alone = budget.open()) {
      alone.growTo(1_000);
      assertThat(budget.held()).isEqualTo(1_000);
    }
  }

  @Test
  void countsManySmallValuesForMoreThanTheirBytes() throws Exception {
    var budget = new BodyBudget(1_000_000);
    try (var text = budget.open();
        var tree = budget.open()) {
      text.growToTree("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
      assertThat(budget.held()).isEqualTo(100_000);
      byte[] objects = "{},".repeat(70_000).getBytes(StandardCharsets.US_ASCII);
      assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> tree.growToTree(objects));
      assertThat(budget.held()).isEqualTo(100_000);
    }
  }

  @Test
  void givesBackWhatABodyTookHoweverItEnds() throws Exception {
    try (var house = small()) {
      house.ask(House.prompt("hi"));
      house.ask("{");
      house.ask(House.prompt("x".repeat(2 * LIMIT)));
      house.ask(House.prompt("CRASH"));

      for (String gauge :
          List.of("keeptrusts_gateway_body_bytes 0.0", "keeptrusts_gateway_requests_inside 0.0")) {
        while (!house.get("/metrics").body().contains(gauge)) {
          Thread.sleep(10);
        }
      }
    }
  }

  private static FakeUpstream held(CountDownLatch entered, CountDownLatch release)
      throws Exception {
    return new FakeUpstream((request, out) -> {
      entered.countDown();
      release.await();
      FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("done"))
          .answer(request, out);
    });
  }

  private static CompletableFuture<HttpResponse<String>> later(House house) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return house.ask(House.prompt("first"));
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    });
  }

  private static House small() throws GatewayStartException {
    return new House(
        House.settings().withMaxBodyBytes(LIMIT),
        new FakeProgram(List.of(House.simulatedTarget())));
  }

  private static House impatient() throws GatewayStartException {
    return new House(
        House.settings().withTimeouts(Duration.ofMillis(300), House.PATIENCE, House.PATIENCE),
        new FakeProgram(List.of(House.simulatedTarget())));
  }
}
