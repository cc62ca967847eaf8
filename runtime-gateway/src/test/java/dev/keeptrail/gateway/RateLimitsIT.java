package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.RateLimits;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Timeout(180)
final class RateLimitsIT {
  @Test
  void whoeverAsksTooOftenWaitsAndNobodyElse() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, perUser(new RateLimit(2, null, null)))) {
      HttpResponse<String> first = ask(house, "ana");
      ask(house, "ana");
      HttpResponse<String> third = ask(house, "ana");

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("x-ratelimit-limit-requests")).contains("2");
      assertThat(first.headers().firstValue("x-ratelimit-remaining-requests")).contains("1");
      assertThat(first.headers().firstValue("x-ratelimit-reset-requests")).contains("30s");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(House.error(third).path("type").asString()).isEqualTo("rate_limit");
      assertThat(House.error(third).path("code").asString()).isEqualTo("rate_limited");
      assertThat(House.error(third).path("message").asString()).contains("`rpm` of `per_user`");
      assertThat(third.headers().firstValue("x-ratelimit-remaining-requests")).contains("0");
      long millis = Long.parseLong(third.headers().firstValue("retry-after-ms").orElseThrow());
      assertThat(millis).isBetween(1L, 30_000L);
      assertThat(third.headers().firstValue("retry-after"))
          .contains(Long.toString((millis + 999) / 1_000));
      assertThat(third.headers().firstValue("x-should-retry")).isEmpty();

      assertThat(ask(house, "ben").statusCode()).isEqualTo(200);
      assertThat(house.store.events).hasSize(3);
      assertThat(house.get("/metrics").body())
          .contains("keeptrusts_gateway_limited_total{limit=\"rpm\",scope=\"per_user\"} 1.0");
    }
  }

  /** In the words of each protocol, with the headers that its clients wait by; and in the log. */
  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, /error/code, rate_limited, x-request-id",
    "/v1/responses, /error/code, rate_limited, x-request-id",
    "/v1/messages, /error/type, rate_limit_error, request-id",
  })
  void eachProtocolIsToldWhenToComeBack(String route, String place, String word, String requestId)
      throws Exception {
    var log = (Logger) LoggerFactory.getLogger("dev.keeptrail.gateway.access");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, perUser(new RateLimit(1, null, null)))) {
      String body =
          "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"input\":\"hi\",\"messages\":[{\"role\":\"user\","
              + "\"content\":\"hi\"}]}";
      house.raw(post(route, body));
      String refused = house.raw(post(route, body));

      String head = refused.substring(0, refused.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
      assertThat(head)
          .startsWith("http/1.1 429")
          .contains("content-type: application/json")
          .containsPattern("\r\nretry-after: [1-9][0-9]?(\r|$)")
          .containsPattern("\r\nretry-after-ms: [1-9][0-9]*")
          .contains("\r\n" + requestId + ": req_")
          .contains("\r\nx-ratelimit-remaining-requests: 0")
          .doesNotContain("x-should-retry");
      assertThat(
              House.json(refused.substring(refused.indexOf("\r\n\r\n") + 4)).at(place).asString())
          .isEqualTo(word);
      assertThat(lines.list)
          .anySatisfy(line ->
              assertThat(line.getKeyValuePairs())
                  .extracting(Object::toString)
                  .contains(
                      "route=\"" + route + '"', "code=\"rate_limited\"", "limit=\"per_user rpm\""));
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }
  }

  private static byte[] post(String route, String body) {
    return ("POST "
            + route
            + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type:"
            + " application/json\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void thoseWithoutANameShareOneAllowance() throws Exception {
    try (var house = simulated(perUser(new RateLimit(1, null, null)))) {
      assertThat(ask(house, null).statusCode()).isEqualTo(200);
      assertThat(ask(house, null).statusCode()).isEqualTo(429);
      assertThat(ask(house, "-").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aNameIsThatOfItsOrganisation() throws Exception {
    var one = new RateLimit(1, null, null);
    var limits = new RateLimits(RateLimit.NONE, one, one, RateLimit.NONE);
    try (var house = simulated(limits)) {
      String[] acme = {"x-org-id", "acme", "x-team-id", "red", "x-user-id", "ana"};
      String[] other = {"x-org-id", "other", "x-team-id", "red", "x-user-id", "ana"};
      String[] alike = {"x-team-id", "4:acme/red", "x-user-id", "4:acme/ana"};
      for (String[] who : List.of(acme, other, alike)) {
        assertThat(as(house, who).statusCode()).isEqualTo(200);
      }
      for (String[] who : List.of(acme, other, alike)) {
        assertThat(as(house, who).statusCode()).isEqualTo(429);
      }
    }
  }

  @Test
  void whatAWiderLimitRefusesCostsTheNarrowerOneNothing() throws Exception {
    var limits =
        new RateLimits(
            RateLimit.NONE,
            new RateLimit(2, null, null),
            RateLimit.NONE,
            new RateLimit(1, null, null));
    try (var house = simulated(limits)) {
      assertThat(ask(house, "ana").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = ask(house, "ana");
      HttpResponse<String> again = ask(house, "ana");

      for (HttpResponse<String> response : List.of(refused, again)) {
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(House.error(response).path("message").asString()).contains("`global`");
      }
    }
  }

  @Test
  void tokensCountAsTheProviderCountedThem() throws Exception {
    // Each answer says that 1,100 tokens were used, whatever was expected before. After two of
    // them it takes most of a minute until there are any again.
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, perUser(new RateLimit(null, 1_200, null)))) {
      assertThat(ask(house, "ana").statusCode()).isEqualTo(200);
      assertThat(ask(house, "ana").statusCode()).isEqualTo(200);
      HttpResponse<String> third = ask(house, "ana");

      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("x-ratelimit-limit-tokens")).contains("1200");
    }
  }

  /** However many a provider says they were: that is answered, and nobody waits for centuries. */
  @Test
  void whatAProviderCountsIsOnRecordHoweverMuchItIs() throws Exception {
    String answer =
        FakeUpstream.completion("hi")
            .replaceAll("(prompt|completion|total)_tokens\":[0-9]+", "$1_tokens\":2147483647");
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = house(upstream, perUser(new RateLimit(null, 10, 1)))) {
      assertThat(ask(house, "ana").statusCode()).isEqualTo(200);
      assertThat(house.store.events).hasSize(1);
      HttpResponse<String> second = ask(house, "ana");
      assertThat(House.error(second).path("message").asString()).contains("`tpm`");
      assertThat(Long.parseLong(second.headers().firstValue("retry-after").orElseThrow()))
          .isLessThanOrEqualTo(TimeUnit.DAYS.toSeconds(31));
    }
  }

  @Test
  void whatWasNotUsedIsGivenBack() throws Exception {
    String much = "\"max_tokens\":1000,";
    try (var house = simulated(perUser(new RateLimit(null, 1_500, null)))) {
      for (int at = 0; at < 20; at++) {
        String blocked = House.prompt("BLOCK-ME").replace("\"messages\"", much + "\"messages\"");
        assertThat(house.ask(blocked).statusCode()).isEqualTo(409);
      }
      String body = House.prompt("hi").replace("\"messages\"", much + "\"messages\"");
      assertThat(house.ask(body).statusCode()).isEqualTo(200);
      assertThat(house.ask(body).statusCode()).isEqualTo(200);
    }
  }

  /** As a budget does: of {@code gpt-4o} no answer has more than 16,384. */
  @Test
  void noAnswerIsExpectedToBeLongerThanTheModelCanGive() throws Exception {
    String much = "\"max_tokens\":1000000,\"n\":2,";
    try (var house = simulated(perUser(new RateLimit(null, 100_000, null)))) {
      HttpResponse<String> blocked =
          house.ask(House.prompt("BLOCK-ME").replace("\"messages\"", much + "\"messages\""));
      HttpResponse<String> unlisted =
          house.ask(
              House.prompt("BLOCK-ME")
                  .replace("gpt-4o", "no-such-model")
                  .replace("\"messages\"", much + "\"messages\""));

      assertThat(remaining(blocked)).isBetween(100_000 - 2 * 16_384 - 50, 100_000 - 2 * 16_384);
      assertThat(remaining(unlisted)).isZero();
    }
  }

  private static int remaining(HttpResponse<String> response) {
    return Integer.parseInt(
        response.headers().firstValue("x-ratelimit-remaining-tokens").orElseThrow());
  }

  @Test
  void soManyAtATimeAndAllPlacesComeBack() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var upstream =
            new FakeUpstream((request, out) -> {
              if (request.body().contains("slow")) {
                entered.countDown();
                release.await();
              }
              FakeUpstream.Script answer =
                  request.body().contains("fail")
                      ? FakeUpstream.fixed(500, "text/plain", "")
                      : FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("hi"));
              answer.answer(request, out);
            });
        var house = house(upstream, perUser(new RateLimit(null, null, 1)))) {
      CompletableFuture<HttpResponse<String>> slow =
          CompletableFuture.supplyAsync(() -> {
            try {
              return house.ask(House.prompt("slow"));
            } catch (Exception failed) {
              throw new AssertionError(failed);
            }
          });
      assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
      HttpResponse<String> second = house.ask(House.prompt("hi"));
      release.countDown();

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(House.error(second).path("message").asString()).contains("max_parallel_requests");
      assertThat(slow.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      for (String prompt : List.of("fail", "BLOCK-ME", "CRASH", "OUT-OF-MEMORY", "ASK-SOMEBODY")) {
        assertThat(house.ask(House.prompt(prompt)).statusCode()).isNotEqualTo(429);
      }
      assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aLimitThatStaysGoesOnWhenThePackChanges() throws Exception {
    try (var house = simulated(perUser(new RateLimit(1, null, null)));
        var same = simulated(perUser(new RateLimit(1, null, null)))) {
      assertThat(ask(house, "ana").statusCode()).isEqualTo(200);
      assertThat(ask(same, "ana").statusCode()).as("another gateway").isEqualTo(200);
      assertThat(ask(house, "ana").statusCode()).isEqualTo(429);
    }
  }

  private static RateLimits perUser(RateLimit limit) {
    return new RateLimits(RateLimit.NONE, limit, RateLimit.NONE, RateLimit.NONE);
  }

  private static House house(FakeUpstream upstream, RateLimits limits) throws Exception {
    return house(House.openai(upstream, null), limits);
  }

  private static House simulated(RateLimits limits) throws Exception {
    return house(House.simulatedTarget(), limits);
  }

  private static House house(ProviderPlan target, RateLimits limits) throws Exception {
    GatewayPlan plan = GatewayPlan.DEFAULT.withLimits(new LimitsPlan(limits, List.of(), null));
    return new House(
        House.settings()
            .withCallers(new CallerSettings(new CallerCheck.Nothing(), true, List.of())),
        new FakeProgram(List.of(target), plan, true));
  }

  private static HttpResponse<String> as(House house, String... who) throws Exception {
    List<String> headers = new ArrayList<>(List.of("content-type", "application/json"));
    headers.addAll(List.of(who));
    return house.ask(House.prompt("hi"), headers.toArray(String[]::new));
  }

  private static HttpResponse<String> ask(House house, @Nullable String user) throws Exception {
    return user == null
        ? house.ask(House.prompt("hi"))
        : house.ask(House.prompt("hi"), "content-type", "application/json", "x-user-id", user);
  }
}
