package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Attempt;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that do not declare what a data routing policy requires. */
final class DataRoutingIT {
  private static final String PACK =
      """
      pack: {name: guard, version: 1.0.0}
      providers:
        targets:
          - {id: t0, provider: openai, model: m0, base_url: "URL0", secret_key_ref: {env: KEY}}
          - {id: t1, provider: openai, model: m1, base_url: "URL1", secret_key_ref: {env: KEY}, zdr: DECLARED}
          - {id: t2, provider: openai, model: m2, base_url: "URL2", secret_key_ref: {env: KEY}, zdr: DECLARED}
        ROUTING
      policies: {chain: [data-routing-policy, audit-logger]}
      policy:
        data-routing-policy:
          enforcement: MODE
          require_zero_data_retention: true
          on_no_compliant_provider: ON_NONE
      """;

  @Test
  void aTargetThatDoesNotComplyIsNeverAsked() throws Exception {
    try (var street = new Street("true", "block", "{}")) {
      HttpResponse<String> response = street.house.ask(prompt("m0"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(street.asked()).containsExactly(0, 1, 0);
      DecisionEvent event = street.house.store.only();
      assertThat(event.provider()).isEqualTo("t1");
      assertThat(attempts(event)).containsExactly("t0 null not_allowed", "t1 200 null");
      assertThat(event.reasonCode()).isEqualTo("all_policies_passed");
    }
  }

  @Test
  void noFallbackGoesToOne() throws Exception {
    String routing = "{max_fallback_attempts: 2}";
    try (var street = new Street("true", "block", routing)) {
      street.status = 500;
      HttpResponse<String> response = street.house.ask(prompt("m1"));

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(street.asked()).containsExactly(0, 1, 1);
      assertThat(attempts(street.house.store.only()))
          .containsExactly("t0 null not_allowed", "t1 500 status_500", "t2 500 status_500");
    }
  }

  @Test
  void whereNoTargetCompliesTheRequestIsRefused() throws Exception {
    try (var street = new Street("false", "block", "{}")) {
      HttpResponse<String> response = street.house.ask(prompt("m1"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("reason_code").asString())
          .isEqualTo("data_routing_policy.no_compliant_provider");
      assertThat(street.asked()).containsExactly(0, 0, 0);
      assertThat(street.house.store.only().upstream()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"m0, 0", "m1, 1", "m2, 2"})
  void aWarningAsksAsIfNothingWasRequired(String model, int target) throws Exception {
    try (var street = new Street("false", "warn", "{}")) {
      assertThat(street.house.ask(prompt(model)).statusCode()).isEqualTo(200);

      assertThat(street.asked().get(target)).isEqualTo(1);
      assertThat(street.house.store.only().policyResults().getFirst().reasonCode())
          .isEqualTo("data_routing_policy.not_compliant");
    }
  }

  @Test
  void aWarningDoesNotPreferTargetsThatDoNotComply() throws Exception {
    try (var street = new Street("true", "warn", "{}")) {
      street.house.ask(prompt("m0"));

      assertThat(street.asked()).containsExactly(0, 1, 0);
    }
  }

  @Test
  void aPolicyInShadowMovesNoRequest() throws Exception {
    try (var street = new Street("true", "block", "{}", "shadow")) {
      street.house.ask(prompt("m0"));

      assertThat(street.asked()).containsExactly(1, 0, 0);
    }
  }

  /** The model of t0 has a price, those of the others, which are asked in its place, have none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provider: openai|''",
        "provider: openai|routing: {strategy: cost}",
        "provider: anthropic, zdr: true|routing: {strategy: cost}"
      })
  void aBudgetReservesForTheTargetsThatAreAsked(String first, String routing) throws Exception {
    String pack =
        PACK.replace("DECLARED", "true")
            .replace("ON_NONE", "block")
            .replace("MODE", "enforce")
            .replace("ROUTING", routing)
            .replace(
                "{id: t0, provider: openai, model: m0", "{id: t0, " + first + ", model: gpt-4o")
            .concat("budgets: [{scope: user, usd: 1, window: day}]\n");
    try (var upstream = FakeUpstream.saying("hello");
        var house =
            new House(
                House.settings(), Programs.of(pack.replaceAll("URL[012]", upstream.baseUrl())))) {
      // A message cannot be asked for with a seed, so that the next target is.
      HttpResponse<String> response =
          house.ask(prompt("gpt-4o").replaceFirst("\\{", "{\"seed\":1,"));

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo("price_unknown");
      assertThat(upstream.received).isEmpty();
    }
  }

  private static String prompt(String model) {
    return House.prompt("hi").replace("gpt-4o", model);
  }

  private static List<String> attempts(DecisionEvent event) {
    return Objects.requireNonNull(event.upstream()).attempts().stream()
        .map(DataRoutingIT::text)
        .toList();
  }

  private static String text(Attempt attempt) {
    return attempt.target() + " " + attempt.status() + " " + attempt.error();
  }

  /** Three providers and a gateway before them. */
  private static final class Street implements AutoCloseable {
    final List<FakeUpstream> upstreams;
    final House house;
    volatile int status = 200;

    Street(String declared, String onNone, String fallback) throws Exception {
      this(declared, onNone, fallback, "enforce");
    }

    Street(String declared, String onNone, String fallback, String mode) throws Exception {
      upstreams = List.of(upstream(), upstream(), upstream());
      String routing = fallback.equals("{}") ? "" : "fallback: " + fallback;
      String pack =
          PACK.replace("DECLARED", declared)
              .replace("ON_NONE", onNone)
              .replace("MODE", mode)
              .replace("ROUTING", routing);
      for (int at = 0; at < upstreams.size(); at++) {
        pack = pack.replace("URL" + at, upstreams.get(at).baseUrl());
      }
      house = new House(House.settings(), Programs.of(pack));
    }

    private FakeUpstream upstream() throws Exception {
      return new FakeUpstream((request, out) ->
          FakeUpstream.fixed(status, "application/json", FakeUpstream.completion("hello"))
              .answer(request, out));
    }

    List<Integer> asked() {
      return upstreams.stream().map(upstream -> upstream.received.size()).toList();
    }

    @Override
    public void close() throws IOException {
      house.close();
      for (FakeUpstream upstream : upstreams) {
        upstream.close();
      }
    }
  }
}
