package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.language.plan.ResponseCache;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class ResponseCacheIT {
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void theSameRequestIsAnsweredAgainForNothing() throws Exception {
    try (var upstream = counting("hi");
        var house = house(upstream)) {
      HttpResponse<String> first = house.ask(House.prompt("hello"));
      HttpResponse<String> second = house.ask(House.prompt("hello"));

      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(asked).hasValue(1);
      List<DecisionEvent> events = List.copyOf(house.store.events);
      assertThat(events).hasSize(2);
      assertThat(events.getFirst().cache()).isNull();
      DecisionEvent hit = events.getLast();
      assertThat(hit.cache()).isEqualTo("hit");
      assertThat(hit.upstream()).isNull();
      assertThat(hit.usage()).isNull();
      assertThat(Objects.requireNonNull(hit.cost()).totalUsd()).isZero();
      assertThat(hit.latency().upstreamMicros()).isZero();
      assertThat(house.get("/metrics").body()).contains("keeptrusts_gateway_cache_hits_total 1.0");
      house.ask(House.prompt("hello!"));
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void nothingIsKeptUnlessThePackSaysSo() throws Exception {
    try (var upstream = counting("hi");
        var house = House.before(upstream)) {
      house.ask(House.prompt("hello"));
      house.ask(House.prompt("hello"));
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void whatWasMaskedMakesNoDifferenceAndIsNeverKept() throws Exception {
    try (var upstream = counting("hi");
        var house = house(upstream)) {
      house.ask(House.prompt("write to ana@example.com"));
      house.ask(House.prompt("write to ben@example.com"));

      assertThat(asked).as("both ask for the same masked text").hasValue(1);
      assertThat(house.store.events)
          .allSatisfy(event -> assertThat(event.redactions()).isNotEmpty());
    }
  }

  @Test
  void everyTeamHasAnswersOfItsOwn() throws Exception {
    try (var upstream = counting("hi");
        var house = house(upstream)) {
      for (String team : List.of("red", "blue", "red", "blue")) {
        house.ask(House.prompt("hello"), "content-type", "application/json", "x-team-id", team);
      }
      house.ask(House.prompt("hello"), "content-type", "application/json", "x-user-id", "red");
      house.ask(House.prompt("hello"));
      assertThat(asked).hasValue(4);
    }
  }

  @Test
  void noNameOfATeamIsThatOfAnotherOrganisationsTeam() throws Exception {
    try (var upstream = counting("hi");
        var house = house(upstream)) {
      for (String kind : List.of("x-team-id", "x-user-id")) {
        for (String who :
            List.of("acme|sales/eu", "acme/sales|eu", "|acme/sales/eu", "|4:acme/eu")) {
          String org = who.substring(0, who.indexOf('|'));
          String name = who.substring(org.length() + 1);
          if (org.isEmpty()) {
            house.ask(House.prompt("hello"), "content-type", "application/json", kind, name);
          } else {
            house.ask(
                House.prompt("hello"),
                "content-type",
                "application/json",
                kind,
                name,
                "x-org-id",
                org);
          }
        }
      }
      assertThat(asked).hasValue(8);
    }
  }

  @Test
  void anAnswerThatIsKeptIsJudgedAgain() throws Exception {
    try (var upstream = counting("mail ana@example.com");
        var house = house(upstream)) {
      HttpResponse<String> first = house.ask(House.prompt("hello"));
      HttpResponse<String> second = house.ask(House.prompt("hello"));

      assertThat(first.body()).doesNotContain("ana@example.com");
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(List.copyOf(house.store.events).getLast().redactions()).isNotEmpty();
    }
  }

  @Test
  void refusalsFailuresAndHalfAnswersAreNotKept() throws Exception {
    try (var upstream = counting("BLOCK-ME");
        var house = house(upstream)) {
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(409);
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(409);
      assertThat(asked).hasValue(2);
    }
    try (var upstream =
            new FakeUpstream((request, out) -> {
              asked.incrementAndGet();
              String half = FakeUpstream.completion("hi").replace("\"stop\"", "\"length\"");
              FakeUpstream.fixed(200, "application/json", half).answer(request, out);
            });
        var house = house(upstream)) {
      house.ask(House.prompt("hello"));
      house.ask(House.prompt("hello"));
      assertThat(asked).hasValue(4);
    }
  }

  @Test
  void aStreamGetsTheAnswerThatAWholeOneLeft() throws Exception {
    try (var upstream = counting("hi");
        var house = house(upstream)) {
      house.ask(House.prompt("hello"));
      HttpResponse<String> stream =
          house.ask(House.prompt("hello").replace("\"messages\"", "\"stream\":true,\"messages\""));

      assertThat(stream.body()).contains("\"content\":\"hi\"").endsWith("data: [DONE]\n\n");
      assertThat(asked).hasValue(1);
      assertThat(List.copyOf(house.store.events).getLast().cache()).isEqualTo("hit");
    }
  }

  private FakeUpstream counting(String content) throws Exception {
    return new FakeUpstream((request, out) -> {
      asked.incrementAndGet();
      FakeUpstream.fixed(200, "application/json", FakeUpstream.completion(content))
          .answer(request, out);
    });
  }

  private static House house(FakeUpstream upstream) throws Exception {
    GatewayPlan plan =
        GatewayPlan.DEFAULT.withLimits(
            new LimitsPlan(RateLimits.NONE, List.of(), new ResponseCache(60, 100, 100_000)));
    return new House(
        House.settings(), new FakeProgram(List.of(House.openai(upstream, null)), plan, true));
  }
}
