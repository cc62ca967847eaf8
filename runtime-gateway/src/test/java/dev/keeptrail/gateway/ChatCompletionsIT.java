package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.provider.SimulatedProvider;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ChatCompletionsIT {
  @Test
  void answersAndLeavesOneEvent() throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response =
          house.ask(
              House.prompt("hello"), "content-type", "application/json", "x-request-id", "c1");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).at("/choices/0/message/content").asString())
          .isEqualTo("You said: hello");
      DecisionEvent event = house.store.only();
      assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(event.verdict()).isEqualTo("allow");
      assertThat(event.reasonCode()).isEqualTo("all_policies_passed");
      assertThat(event.model()).isEqualTo("gpt-4o");
      assertThat(event.provider()).isEqualTo("sim");
      assertThat(event.configVersion()).isEqualTo("1.2.3");
      assertThat(event.httpStatus()).isEqualTo(200);
      assertThat(event.clientRequestId()).isEqualTo("c1");
      assertThat(event.transformed()).isFalse();
      assertThat(event.degraded()).isFalse();
      assertThat(event.policyResults())
          .extracting(r -> r.phase())
          .containsExactly("input", "output");
      assertThat(event.coverage()).hasSize(2);
      assertThat(event.id()).matches("evt_[0-9A-HJKMNP-TV-Z]{26}");
      assertThat(event.latency().totalMicros()).isPositive();
      assertThat(response.headers().firstValue("x-request-id")).contains(event.requestId());
      assertThat(event.requestId()).startsWith("req_");
      assertThat(response.headers().firstValue("x-keeptrail-event-id")).contains(event.id());
      assertThat(response.headers().firstValue("x-should-retry")).isEmpty();
    }
  }

  @Test
  void keepsNoClientRequestIdThatIsUnfitForRecords() throws Exception {
    try (var house = House.simulated()) {
      house.ask(House.prompt("hi"), "content-type", "application/json", "x-request-id", "a b\"c");
      assertThat(house.store.only().clientRequestId()).isNull();
    }
  }

  @Test
  void sendsTheCanonicalFormAndNothingOfTheCallersCredentials() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = House.before(upstream)) {
      String body =
          "{ \"model\" : \"gpt-4o\", \"temperature\":1.50,\"big\":123456789012345678901234567890,"
              + " \"messages\":[ {\"role\":\"user\",\"content\":\"\\u0068i \\/ ü\"} ] }";
      var response =
          house.ask(
              body,
              "content-type",
              "application/json",
              "authorization",
              "Bearer callers-own",
              "cookie",
              "a=b",
              "x-user-id",
              "u1");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(upstream.only().body())
          .isEqualTo(
              "{\"model\":\"gpt-4o\",\"temperature\":1.50,"
                  + "\"big\":123456789012345678901234567890,"
                  + "\"messages\":[{\"role\":\"user\",\"content\":\"hi / ü\"}]}");
      assertThat(upstream.only().head())
          .contains("Bearer " + House.KEY)
          .doesNotContainIgnoringCase("callers-own")
          .doesNotContainIgnoringCase("cookie")
          .doesNotContainIgnoringCase("x-user-id");
      assertThat(upstream.only().head()).startsWith("POST /v1/chat/completions HTTP/1.1");
    }
  }

  @Test
  void recordsUsageAndCostOfTheModelThatAnswered() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = House.before(upstream)) {
      house.ask(House.prompt("hello"));

      DecisionEvent event = house.store.only();
      assertThat(event.usage()).isEqualTo(new DecisionEvent.Usage(1000, 100, 1100, 200, 0, false));
      assertThat(event.upstream())
          .isEqualTo(new DecisionEvent.Upstream(200, null, "gpt-4o-2024-08-06"));
      var cost = Objects.requireNonNull(event.cost());
      assertThat(cost.priceKnown()).isTrue();
      // 800 fresh at 2.50, 200 cached at 1.25, 100 out at 10.00 for a million each.
      assertThat(cost.inputUsd()).isEqualTo(0.00225);
      assertThat(cost.outputUsd()).isEqualTo(0.001);
      assertThat(cost.totalUsd()).isEqualTo(0.00325);
      assertThat(cost.priceTableDigest()).startsWith("sha256:");
    }
  }

  @Test
  void flagsAnUnknownPriceInsteadOfCallingItZero() throws Exception {
    try (var house = House.simulated()) {
      house.ask(House.prompt("hello").replace("gpt-4o", "house-model"));

      var cost = Objects.requireNonNull(house.store.only().cost());
      assertThat(cost.priceKnown()).isFalse();
      assertThat(cost.totalUsd()).isNull();
    }
  }

  @Test
  void asksTheTargetOfTheModelUnderTheModelItSets() throws Exception {
    try (var first = FakeUpstream.saying("first");
        var second = FakeUpstream.saying("second")) {
      var other =
          new dev.keeptrail.language.plan.ProviderPlan(
              "second", "openai", "gpt-4.1", second.baseUrl(), null);
      var program = new FakeProgram(List.of(House.openai(first, "gpt-4o-mini"), other));
      try (var house = new House(House.settings(), program)) {
        house.ask(House.prompt("hi"));
        house.ask(House.prompt("hi").replace("gpt-4o", "gpt-4.1"));

        assertThat(first.only().body()).startsWith("{\"model\":\"gpt-4o-mini\"");
        assertThat(second.only().body()).startsWith("{\"model\":\"gpt-4.1\"");
        assertThat(second.only().head()).doesNotContainIgnoringCase("authorization");
        assertThat(house.store.events)
            .extracting(DecisionEvent::model)
            .containsExactly("gpt-4o", "gpt-4.1");
        assertThat(House.json(house.get("/v1/models")).path("data").path(1).path("id").asString())
            .isEqualTo("gpt-4.1");
      }
    }
  }

  @Test
  void masksBeforeTheProviderSeesIt() throws Exception {
    var seen = new AtomicReference<String>("");
    var settings = House.settings().withSimulatedProvider(new SimulatedProvider(seen::set));
    var program = new FakeProgram(List.of(House.simulatedTarget()));
    try (var house = new House(settings, program)) {
      var response = house.ask(House.prompt("write bob@example.com and ann@example.com"));

      assertThat(seen.get()).contains("write [EMAIL] and [EMAIL]").doesNotContain("@");
      assertThat(response.body()).contains("You said: write [EMAIL] and [EMAIL]");
      DecisionEvent event = house.store.only();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.decisivePolicy()).isEqualTo("words");
      assertThat(event.transformed()).isTrue();
      assertThat(event.redactions()).hasSize(2);
      assertThat(event.findings().getFirst().place())
          .isEqualTo(new DecisionEvent.Place("input", "user", "content", "/messages/0/content"));
      assertThat(event.toString()).doesNotContain("bob@");
    }
  }

  @Test
  void masksTheAnswer() throws Exception {
    try (var upstream = FakeUpstream.saying("ask bob@example.com");
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("who?"));

      assertThat(House.json(response).at("/choices/0/message/content").asString())
          .isEqualTo("ask [EMAIL]");
      assertThat(house.store.only().transformed()).isTrue();
      assertThat(house.store.only().redactions().getFirst().place().pointer())
          .isEqualTo("/choices/0/message/content");
    }
  }

  @Test
  void masksInsideToolArgumentsAndLeavesThemJson() throws Exception {
    String answer =
        """
        {"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[\
        {"id":"call_1","type":"function","function":{"name":"send","arguments":\
        "{\\"to\\":\\"bob\\\\u0040example.com\\",\\"n\\":1}"}}]},"finish_reason":"tool_calls"}]}\
        """;
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("mail him"));

      String arguments =
          House.json(response).at("/choices/0/message/tool_calls/0/function/arguments").asString();
      assertThat(House.json(arguments).path("to").asString()).isEqualTo("[EMAIL]");
      assertThat(arguments).isEqualTo("{\"to\":\"[EMAIL]\",\"n\":1}");
    }
  }

  @Test
  void refusesWhatAPolicyBlocksWithoutAskingTheProvider() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("BLOCK-ME"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(response.headers().firstValue("x-should-retry")).contains("false");
      var error = House.error(response);
      assertThat(error.path("type").asString()).isEqualTo("policy_violation");
      assertThat(error.path("code").asString()).isEqualTo("input_blocked");
      assertThat(error.path("policy").asString()).isEqualTo("words");
      assertThat(error.path("reason_code").asString()).isEqualTo("words.block");
      assertThat(error.path("event_id").asString()).isEqualTo(house.store.only().id());
      assertThat(error.has("param")).isTrue();
      assertThat(error.path("param").isNull()).isTrue();
      assertThat(error.path("message").asString())
          .isEqualTo("the request was refused by policy `words`");
      assertThat(upstream.received).isEmpty();
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.INPUT_BLOCKED);
      assertThat(house.store.only().httpStatus()).isEqualTo(409);
      assertThat(house.store.only().upstream()).isNull();
    }
  }

  @Test
  void refusesAnAnswerThatAPolicyBlocks() throws Exception {
    try (var upstream = FakeUpstream.saying("BLOCK-ME now");
        var house = House.before(upstream)) {
      var response = house.ask(House.prompt("hi"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("code").asString()).isEqualTo("output_blocked");
      assertThat(response.body()).doesNotContain("BLOCK-ME");
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(house.store.only().usage()).isNotNull();
    }
  }

  @Test
  void withholdsWhatAPolicyEscalatesUnderThePacksOwnStatus() throws Exception {
    try (var upstream = FakeUpstream.saying("hi")) {
      var program =
          new FakeProgram(
              List.of(House.openai(upstream, null)),
              new GatewayPlan(451, OnUnscannable.ALLOW),
              true);
      try (var house = new House(House.settings(), program)) {
        var response = house.ask(House.prompt("ASK-SOMEBODY"));

        assertThat(response.statusCode()).isEqualTo(451);
        assertThat(House.error(response).path("code").asString()).isEqualTo("escalation_required");
        assertThat(response.headers().firstValue("x-should-retry")).contains("false");
        assertThat(house.store.only().outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(upstream.received).isEmpty();
      }
    }
  }

  @Test
  void refusesTextToBeMaskedInAKey() throws Exception {
    try (var house = House.simulated()) {
      var response =
          house.ask(
              House.prompt("hi").replaceFirst("\\{", "{\"metadata\":{\"bob@example.com\":\"x\"},"));

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("reason_code").asString())
          .isEqualTo("gateway.unmaskable_key");
      assertThat(response.body()).doesNotContain("bob@");
      assertThat(house.store.only().verdict()).isEqualTo("block");
    }
  }

  @Test
  void failsClosedWhenJudgingCrashes() throws Exception {
    try (var house = House.simulated()) {
      var response = house.ask(House.prompt("CRASH"));

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(House.error(response).path("code").asString()).isEqualTo("internal_error");
      DecisionEvent event = house.store.only();
      assertThat(event.verdict()).isEqualTo("block");
      assertThat(event.degraded()).isTrue();
      assertThat(event.faults()).hasSize(1);
      assertThat(event.toString()).doesNotContain("do not log me");
    }
  }

  @Test
  void releasesNothingBeforeTheEventIsDurable() throws Exception {
    var store = new MemoryStore();
    var gate = new CountDownLatch(1);
    store.gate = gate;
    var program = new FakeProgram(List.of(House.simulatedTarget()));
    try (var house = new House(House.settings(), program, store)) {
      var pending =
          CompletableFuture.supplyAsync(() -> {
            try {
              return house.ask(House.prompt("hello"));
            } catch (Exception failed) {
              throw new AssertionError(failed);
            }
          });
      assertThat(store.reached.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(pending).isNotDone();
      assertThat(store.events).isEmpty();

      gate.countDown();
      assertThat(pending.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(store.events).hasSize(1);
    }
  }

  @Test
  void deliversNothingWhenTheLedgerFails() throws Exception {
    try (var upstream = FakeUpstream.saying("the answer");
        var house = House.before(upstream)) {
      house.store.failing = true;
      var response = house.ask(House.prompt("hello"));

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(House.error(response).path("code").asString()).isEqualTo("ledger_unavailable");
      assertThat(response.body()).doesNotContain("the answer");
      assertThat(response.headers().firstValue("x-keeptrail-event-id")).isEmpty();
    }
  }

  /** What cannot be recorded would be paid for and thrown away. */
  @Test
  void asksNobodyWhileTheLedgerIsFullAndGoesOnByItself() throws Exception {
    try (var upstream = FakeUpstream.saying("the answer");
        var house = House.before(upstream)) {
      house.store.failing = true;
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(503);
      assertThat(upstream.received).hasSize(1);

      var refused = house.ask(House.prompt("hello"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(House.error(refused).path("code").asString()).isEqualTo("ledger_unavailable");
      assertThat(refused.headers().firstValue("retry-after")).contains("1");
      assertThat(upstream.received).hasSize(1);
      var ready = house.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(House.json(ready).path("status").asString()).isEqualTo("not_recording");
      assertThat(ready.body()).contains("the ledger does not take events since");
      assertThat(House.json(house.get("/health")).at("/ledger/healthy").asBoolean()).isFalse();
      assertThat(house.get("/metrics").body())
          .contains("keeptrusts_gateway_ledger_takes_events 0.0");

      house.store.failing = false;
      Instant late = Instant.now().plus(House.PATIENCE);
      while (house.get("/readyz").statusCode() != 200) {
        assertThat(Instant.now()).isBefore(late);
        Thread.sleep(50);
      }
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      assertThat(house.store.trail)
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("ledger.resumed");
            assertThat(entry.details()).containsKeys("since", "until");
          });
      assertThat(house.get("/metrics").body())
          .contains("keeptrusts_gateway_ledger_takes_events 1.0");
    }
  }

  @Test
  void asksForTheTokenWhereOneIsSet() throws Exception {
    var settings =
        House.settings()
            .withCallers(
                CallerSettings.OPEN.withCheck(
                    new CallerCheck.SharedToken(ApiToken.of("kt_secret"))));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      String[] json = {"content-type", "application/json"};
      var without = house.ask(House.prompt("hi"), json);
      var wrong =
          house.ask(House.prompt("hi"), json[0], json[1], "authorization", "Bearer kt_secreT");
      var right =
          house.ask(House.prompt("hi"), json[0], json[1], "Authorization", "Bearer kt_secret");

      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("www-authenticate")).contains("Bearer");
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(wrong.body()).doesNotContain("kt_secret");
      assertThat(right.statusCode()).isEqualTo(200);
      assertThat(house.get("/v1/models").statusCode()).isEqualTo(401);
      assertThat(house.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(house.store.events).hasSize(1);
    }
  }
}
