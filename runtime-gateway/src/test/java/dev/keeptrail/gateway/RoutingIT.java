package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.FallbackTrigger;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.RoutingPlan.Breaker;
import dev.keeptrail.language.plan.RoutingPlan.Fallback;
import dev.keeptrail.language.plan.RoutingPlan.ModelGroup;
import dev.keeptrail.language.plan.RoutingStrategy;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Attempt;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which target is asked, and what happens when it fails. */
@Timeout(180)
final class RoutingIT {
  private static final List<FallbackTrigger> ALL = List.of(FallbackTrigger.values());

  @ParameterizedTest
  @CsvSource({
    "429, rate_limit, true",
    "500, server_error, true",
    "503, server_error, true",
    "400, server_error, false",
    "401, server_error, false",
    "500, rate_limit, false",
    "429, server_error, false",
  })
  void anotherTargetIsAskedAfterTheFailuresThatThePackNames(
      int status, String trigger, boolean another) throws Exception {
    var triggers = ALL.stream().filter(one -> one.word().equals(trigger)).toList();
    try (var first = FakeUpstream.answering(status, "application/json", "{}");
        var second = FakeUpstream.saying("second");
        var house = house(routing(new Fallback(triggers, 3, 0), null), first, second)) {
      HttpResponse<String> response = house.ask(House.prompt("hi"));

      assertThat(response.statusCode() == 200).isEqualTo(another);
      assertThat(second.received).hasSize(another ? 1 : 0);
      DecisionEvent event = house.store.only();
      assertThat(event.provider()).isEqualTo(another ? "t1" : "t0");
      assertThat(attempts(event))
          .startsWith("t0 " + status + " status_" + status)
          .hasSize(another ? 2 : 1);
    }
  }

  @Test
  void aRequestIsJudgedForEachTargetThatIsAsked() throws Exception {
    try (var first = FakeUpstream.answering(500, "application/json", "{}");
        var second = FakeUpstream.saying("It is jo@example.com");
        var house = house(routing(new Fallback(ALL, 3, 0), null), first, second)) {
      HttpResponse<String> response = house.ask(House.prompt("mail ann@example.com"));

      assertThat(House.json(response).at("/choices/0/message/content").asString())
          .isEqualTo("It is [EMAIL]");
      assertThat(second.only().body()).contains("mail [EMAIL]").doesNotContain("ann@");
      assertThat(house.program.facts(Phase.INPUT, FactType.PROVIDER))
          .extracting(fact -> String.valueOf(fact.fields().get("id")))
          .hasSize(2)
          .first()
          .isNotEqualTo(
              String.valueOf(
                  house
                      .program
                      .facts(Phase.OUTPUT, FactType.PROVIDER)
                      .getFirst()
                      .fields()
                      .get("id")));
    }
  }

  @Test
  void aTargetThatPoliciesRefuseIsNeverAsked() throws Exception {
    try (var first = FakeUpstream.answering(500, "application/json", "{}");
        var second = FakeUpstream.saying("second");
        var third = FakeUpstream.saying("third");
        var house = house(routing(new Fallback(ALL, 3, 0), null), first, second, third)) {
      house.program.refuseTarget("t1");
      HttpResponse<String> response = house.ask(House.prompt("hi"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(second.received).isEmpty();
      DecisionEvent event = house.store.only();
      assertThat(event.verdict()).isEqualTo("allow");
      assertThat(attempts(event))
          .containsExactly("t0 500 status_500", "t1 null not_allowed", "t2 200 null");
    }
  }

  @Test
  void aTargetIsAskedAgainAsOftenAsThePackSaysAndNoMore() throws Exception {
    try (var first = FakeUpstream.answering(503, "application/json", "{}");
        var house = house(routing(new Fallback(ALL, 3, 2), null), first)) {
      assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(503);
      assertThat(first.received).hasSize(3);
      assertThat(attempts(house.store.only())).hasSize(3);

      for (int at = 0; at < 19; at++) {
        house.ask(House.prompt("hi"));
      }
      // Twenty requests, and at most twelve repeated ones: ten to begin with and a tenth of all.
      assertThat(first.received.size()).isBetween(28, 32);
    }
  }

  @Test
  void aTargetThatFailsInARowIsLeftAlone() throws Exception {
    try (var first = FakeUpstream.answering(500, "application/json", "{}");
        var second = FakeUpstream.saying("second");
        var house = house(routing(new Fallback(ALL, 3, 0), new Breaker(2, 60)), first, second)) {
      for (int at = 0; at < 4; at++) {
        assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
      }
      assertThat(first.received).hasSize(2);
      assertThat(attempts(house.store.events.getLast()))
          .containsExactly("t0 null circuit_open", "t1 200 null");
    }
  }

  @Test
  void aTargetThatWasLeftAloneIsTriedOnceEachTime() throws Exception {
    try (var first = FakeUpstream.answering(500, "application/json", "{}");
        var second = FakeUpstream.saying("second");
        var house = house(routing(new Fallback(ALL, 3, 0), new Breaker(2, 1)), first, second)) {
      long trial;
      do {
        int before = first.received.size();
        trial = System.nanoTime();
        house.ask(House.prompt("hi"));
        while (first.received.size() == before || before < 2) {
          Thread.sleep(20);
          before = first.received.size();
          trial = System.nanoTime();
          house.ask(House.prompt("hi"));
        }
        int tried = first.received.size();
        house.ask(House.prompt("hi"));
        if (System.nanoTime() - trial < 1_000_000_000L) {
          assertThat(first.received).hasSize(tried);
          return;
        }
        // A machine that is held up for as long as the target is left alone tells nothing.
      } while (true);
    }
  }

  @Test
  void aTargetWithoutItsKeyIsNotTakenForOneThatFails() throws Exception {
    var plan = routing(new Fallback(ALL, 3, 2), new Breaker(2, 60));
    try (var upstream = FakeUpstream.saying("never");
        var house =
            new House(
                House.settings(),
                program(
                    plan,
                    List.of(
                        new ProviderPlan(
                            "t0",
                            "openai",
                            "m0",
                            upstream.baseUrl(),
                            new SecretRef.Env("NONE")))))) {
      for (int at = 0; at < 3; at++) {
        HttpResponse<String> response = house.ask(House.prompt("hi"));

        assertThat(House.error(response).path("message").asString())
            .isEqualTo("the provider's key is not configured on the gateway; tell its operator");
        assertThat(attempts(house.store.events.getLast()))
            .containsExactly("t0 null secret_missing");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"best,t1", "finest,t1", "m0,t0", "m1,t1", "unknown,t0"})
  void aGroupAnswersForItsNames(String model, String target) throws Exception {
    var group = new ModelGroup("best", List.of("t1"), List.of("finest"));
    var plan = new RoutingPlan(RoutingStrategy.ORDERED, Map.of(), null, null, null, List.of(group));
    try (var first = FakeUpstream.saying("first");
        var second = FakeUpstream.saying("second");
        var house = house(plan, first, second)) {
      house.ask(House.prompt("hi").replace("gpt-4o", model));

      assertThat(house.store.only().provider()).isEqualTo(target);
      if (target.equals("t1")) {
        assertThat(House.json(second.only().body()).path("model").asString()).isEqualTo("m1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ROUND_ROBIN,10,10", "WEIGHTED,0,20", "COST,0,20"})
  void targetsTakeTheirShare(RoutingStrategy strategy, int first, int second) throws Exception {
    var weights =
        strategy == RoutingStrategy.WEIGHTED ? Map.of("t0", 0, "t1", 5) : Map.<String, Integer>of();
    var plan = new RoutingPlan(strategy, weights, null, null, null, List.of());
    try (var one = FakeUpstream.saying("one");
        var other = FakeUpstream.saying("other");
        var house = houseWith(plan, List.of("gpt-4o", "gpt-4o-mini"), one, other)) {
      for (int at = 0; at < 20; at++) {
        assertThat(house.ask(House.prompt("hi").replace("gpt-4o", "any")).statusCode())
            .isEqualTo(200);
      }
      assertThat(one.received).hasSize(first);
      assertThat(other.received).hasSize(second);
    }
  }

  @Test
  void theQuickestIsAskedWhenAllAreKnown() throws Exception {
    var plan = new RoutingPlan(RoutingStrategy.LATENCY, Map.of(), null, null, null, List.of());
    Duration slowness = Duration.ofMillis(200);
    while (!isQuickestAsked(plan, slowness)) {
      slowness = slowness.multipliedBy(2);
    }
  }

  /** False where the machine was held up so that the quick one was as slow as the other. */
  private static boolean isQuickestAsked(RoutingPlan plan, Duration slowness) throws Exception {
    var slow =
        new FakeUpstream((received, out) -> {
          Thread.sleep(slowness);
          FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("slow"))
              .answer(received, out);
        });
    try (slow;
        var quick = FakeUpstream.saying("quick");
        var house = houseWith(plan, List.of("m0", "m1"), slow, quick)) {
      long longest = 0;
      for (int at = 0; at < 20; at++) {
        int before = quick.received.size();
        long start = System.nanoTime();
        assertThat(house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
        if (quick.received.size() > before) {
          longest = Math.max(longest, System.nanoTime() - start);
        }
      }
      if (longest >= slowness.toNanos()) {
        return false;
      }
      assertThat(slow.received).hasSize(1);
      assertThat(quick.received).hasSize(19);
      return true;
    }
  }

  @Test
  void allAttemptsTogetherHaveATime() throws Exception {
    var plan =
        new RoutingPlan(
            RoutingStrategy.ORDERED, Map.of(), 1, new Fallback(ALL, 3, 0), null, List.of());
    try (var first = new FakeUpstream((_, _) -> Thread.sleep(House.PATIENCE));
        var second = FakeUpstream.saying("second");
        var house = house(plan, first, second)) {
      HttpResponse<String> response = house.ask(House.prompt("hi"));

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.error(response).path("code").asString()).isEqualTo("upstream_timeout");
      assertThat(second.received).isEmpty();
    }
  }

  @Test
  void aTargetThatCannotBeAskedThisIsPassedOver() throws Exception {
    var plan = routing(new Fallback(ALL, 3, 0), null);
    try (var first = FakeUpstream.saying("first");
        var second = FakeUpstream.saying("second")) {
      var targets =
          List.of(target("t0", "anthropic", "m0", first), target("t1", "openai", "m1", second));
      try (var house = new House(House.settings(), program(plan, targets))) {
        HttpResponse<String> response = house.ask("{\"seed\":1," + House.prompt("hi").substring(1));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(first.received).isEmpty();
        assertThat(attempts(house.store.only()))
            .containsExactly("t0 null untranslatable", "t1 200 null");
      }
    }
  }

  private static List<String> attempts(DecisionEvent event) {
    return Objects.requireNonNull(event.upstream()).attempts().stream()
        .map(RoutingIT::text)
        .toList();
  }

  private static String text(Attempt attempt) {
    return attempt.target() + " " + attempt.status() + " " + attempt.error();
  }

  private static RoutingPlan routing(Fallback fallback, @Nullable Breaker breaker) {
    return new RoutingPlan(RoutingStrategy.ORDERED, Map.of(), null, fallback, breaker, List.of());
  }

  private static House house(RoutingPlan plan, FakeUpstream... upstreams) throws Exception {
    return houseWith(plan, List.of("m0", "m1", "m2"), upstreams);
  }

  private static House houseWith(RoutingPlan plan, List<String> models, FakeUpstream... upstreams)
      throws Exception {
    var targets = new java.util.ArrayList<ProviderPlan>();
    for (int at = 0; at < upstreams.length; at++) {
      targets.add(target("t" + at, "openai", models.get(at), upstreams[at]));
    }
    return new House(House.settings(), program(plan, targets));
  }

  private static ProviderPlan target(String id, String kind, String model, FakeUpstream upstream) {
    return new ProviderPlan(id, kind, model, upstream.baseUrl(), new SecretRef.Env("KEY"));
  }

  private static FakeProgram program(RoutingPlan plan, List<ProviderPlan> targets) {
    return new FakeProgram(targets, new GatewayPlan(409, OnUnscannable.ALLOW, plan), true);
  }
}
