package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.price.PriceTable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class BudgetsIT {
  /**
   * What the answers of the upstream cost with the bundled prices: 800 new tokens in, 200 cached.
   */
  private static final double ANSWER_USD = 0.00325;

  /** So that no test is about two days or months. */
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void stopsWhoHasSpentItsBudgetAndNobodyElse() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house =
            house(upstream, new Budget(Budget.Scope.USER, 0.004, Budget.Window.DAY, false))) {
      DecisionEvent event = spent(ask(house, "ana"), house);
      HttpResponse<String> second = ask(house, "ana");
      HttpResponse<String> third = ask(house, "ana");

      assertThat(Objects.requireNonNull(event.cost()).totalUsd()).isEqualTo(ANSWER_USD);
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(House.error(third).path("code").asString()).isEqualTo("budget_exceeded");
      assertThat(House.error(third).path("message").asString())
          .isEqualTo("the budget of 0.004 US dollars a day for this user is spent");
      assertThat(third.headers().firstValue("x-should-retry")).contains("false");
      assertThat(ask(house, "ben").statusCode()).isEqualTo(200);
      assertThat(house.store.events).hasSize(3);
    }
  }

  @Test
  void manyAtATimeOvershootByOneRequestAtMost() throws Exception {
    var asked = new AtomicInteger();
    try (var upstream =
            new FakeUpstream((request, out) -> {
              asked.incrementAndGet();
              Thread.sleep(20);
              FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("hi"))
                  .answer(request, out);
            });
        var house =
            house(upstream, new Budget(Budget.Scope.USER, 0.1, Budget.Window.TOTAL, false));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int at = 0; at < 100; at++) {
        answers.add(callers.submit(() -> ask(house, "ana").statusCode()));
      }
      int served = 0;
      for (Future<Integer> answer : answers) {
        served += answer.get() == 200 ? 1 : 0;
      }
      // One after the other until it is spent: what is reserved comes back when it is settled.
      while (ask(house, "ana").statusCode() == 200) {
        served++;
      }
      double total = served * ANSWER_USD;
      assertThat(total).isGreaterThanOrEqualTo(0.1).isLessThan(0.1 + ANSWER_USD);
      assertThat(asked.get()).isEqualTo(served);
    }
  }

  @Test
  void whatNobodyAnsweredForCountsAsSpentAndWhatNobodyAskedDoesNot() throws Exception {
    var budget = new Budget(Budget.Scope.USER, 0.01, Budget.Window.TOTAL, false);
    try (var upstream =
            new FakeUpstream((request, out) -> {
              if (request.body().contains("fail")) {
                FakeUpstream.fixed(500, "text/plain", "").answer(request, out);
              }
            });
        var house = house(upstream, budget)) {
      for (String prompt : List.of("BLOCK-ME", "fail", "CRASH")) {
        for (int at = 0; at < 10; at++) {
          assertThat(house.ask(limited(prompt)).statusCode()).as(prompt).isNotEqualTo(429);
        }
      }
      // The connection ends without an answer; a thousand tokens out may have cost 0.01 dollars.
      assertThat(house.ask(limited("hang up")).statusCode()).isEqualTo(502);
      assertThat(house.ask(limited("hang up")).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void aTeamIsThatOfItsOrganisationAlsoAfterARestart() throws Exception {
    var budget = new Budget(Budget.Scope.TEAM, 0.002, Budget.Window.MONTH, false);
    try (var upstream = FakeUpstream.saying("hi")) {
      try (var house = house(upstream, budget)) {
        assertThat(of(house, "acme").statusCode()).isEqualTo(200);
      }
      try (var house = house(upstream, budget)) {
        assertThat(of(house, "acme").statusCode()).isEqualTo(429);
        assertThat(of(house, "other").statusCode()).isEqualTo(200);
      }
    }
  }

  /** What is asked for can cost more than can be counted, and is on record all the same. */
  @Test
  void whatCannotBeCountedIsOnRecord() throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", "{}")) {
      var pack = new StringBuilder("pack: {name: dear, version: 1.0.0}\n");
      pack.append("policies: {chain: [pii-detector]}\nbudgets: [{scope: user, usd: 5}]\n");
      pack.append(
          "providers:\n  fallback: {triggers: [server_error], max_fallback_attempts: 5}\n  targets:\n");
      for (int at = 0; at < 6; at++) {
        pack.append(
            "    - {id: t%d, provider: openai, base_url: \"%s\"}\n"
                .formatted(at, upstream.baseUrl()));
      }
      try (var house = new House(House.settings(), Programs.of(pack.toString()))) {
        assertThat(askForMuch(house).statusCode()).isEqualTo(502);
        assertThat(upstream.received.size()).isEqualTo(6);
        assertThat(house.store.only().outcome()).isEqualTo(DecisionEvent.Outcome.UPSTREAM_ERROR);
        assertThat(askForMuch(house).statusCode()).isEqualTo(429);
      }
    }
  }

  private static HttpResponse<String> askForMuch(House house) throws Exception {
    String body =
        "{\"model\":\"o1\",\"max_tokens\":2147483647,\"n\":128,\"prompt\":[\"a\""
            + ",\"a\"".repeat(90_000)
            + "]}";
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(house.uri("/v1/completions"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    var budget = new Budget(Budget.Scope.USER, 0.002, Budget.Window.MONTH, false);
    try (var upstream = FakeUpstream.saying("hi")) {
      try (var house = house(upstream, budget)) {
        assertThat(ask(house, "ana").statusCode()).isEqualTo(200);
      }
      try (var house = house(upstream, budget)) {
        assertThat(ask(house, "ana").statusCode()).isEqualTo(429);
        assertThat(ask(house, "ben").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aModelWithoutAPriceIsRefusedUnlessThePackLetsItThrough() throws Exception {
    String body = House.prompt("hi").replace("gpt-4o", "homegrown");
    try (var house = house(new Budget(Budget.Scope.USER, 1, Budget.Window.DAY, false))) {
      HttpResponse<String> refused = house.ask(body);

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(House.error(refused).path("type").asString()).isEqualTo("validation_error");
      assertThat(House.error(refused).path("param").asString()).isEqualTo("model");
      assertThat(House.error(refused).path("code").asString()).isEqualTo("price_unknown");
      assertThat(House.error(refused).path("message").asString())
          .startsWith("no price is known for `homegrown`, which this may be sent to,");
      assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
    }
    try (var house = house(new Budget(Budget.Scope.USER, 1, Budget.Window.DAY, true))) {
      assertThat(house.ask(body).statusCode()).isEqualTo(200);
    }
    GatewayPlan plan =
        GatewayPlan.DEFAULT.withLimits(
            new LimitsPlan(
                RateLimits.NONE,
                List.of(new Budget(Budget.Scope.USER, 1, Budget.Window.DAY, false)),
                null));
    PriceTable own =
        PriceTable.parse(
            """
            {"effective_date":"2026-11-01","models":{"homegrown":{"input":1,"output":2}}}
            """
                .getBytes(StandardCharsets.UTF_8));
    try (var house =
        new House(
            House.settings().withPrices(own),
            new FakeProgram(List.of(House.simulatedTarget()), plan, true))) {
      assertThat(house.ask(body).statusCode()).isEqualTo(200);
      assertThat(Objects.requireNonNull(house.store.only().cost()).totalUsd()).isPositive();
    }
  }

  @Test
  void estimatesWhereTheProviderDoesNotCountAndSaysSo() throws Exception {
    String answer = FakeUpstream.completion("hi").replaceAll(",\"usage\":\\{.*\\}\\}\\}", "}");
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = House.before(upstream)) {
      DecisionEvent event = spent(house.ask(House.prompt("hello world")), house);

      DecisionEvent.Usage usage = Objects.requireNonNull(event.usage());
      assertThat(usage.estimated()).isTrue();
      assertThat(usage.inputTokens()).isEqualTo(6);
      assertThat(usage.outputTokens()).isPositive();
      assertThat(Objects.requireNonNull(event.cost()).totalUsd()).isPositive();
    }
  }

  private static String limited(String prompt) {
    return House.prompt(prompt).replace("\"messages\"", "\"max_tokens\":1000,\"messages\"");
  }

  private static DecisionEvent spent(HttpResponse<String> response, House house) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return house.store.only();
  }

  @Test
  void theHealthOfAGatewaySaysWhichModelsOfThePackHaveNoPrice() throws Exception {
    var ours = new ProviderPlan("ours", "simulated", "homegrown", null, null);
    for (boolean unpriced : new boolean[] {true, false}) {
      try (var house = house(ours, new Budget(Budget.Scope.USER, 1, Budget.Window.DAY, unpriced))) {
        HttpResponse<String> ready = house.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body().contains("no price is known for `homegrown`")).isEqualTo(!unpriced);
      }
    }
  }

  private House house(Budget budget) throws Exception {
    return house(House.simulatedTarget(), budget);
  }

  private House house(FakeUpstream upstream, Budget budget) throws Exception {
    return house(House.openai(upstream, null), budget);
  }

  private House house(ProviderPlan target, Budget budget) throws Exception {
    GatewayPlan plan =
        GatewayPlan.DEFAULT.withLimits(new LimitsPlan(RateLimits.NONE, List.of(budget), null));
    return new House(
        House.settings().withClock(NOON).withSpending(folder.resolve("spending.log")),
        new FakeProgram(List.of(target), plan, true));
  }

  private static HttpResponse<String> of(House house, String org) throws Exception {
    return house.ask(
        House.prompt("hi"),
        "content-type",
        "application/json",
        "x-team-id",
        "red",
        "x-org-id",
        org);
  }

  private static HttpResponse<String> ask(House house, String user) throws Exception {
    return house.ask(House.prompt("hi"), "content-type", "application/json", "x-user-id", user);
  }
}
