package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.RefusedRepeats;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that comes again after its answer was refused is refused without asking anybody. */
@Timeout(180)
final class RepeatedRequestsIT {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<String> says = new AtomicReference<>("BLOCK-ME");

  @Test
  void theSameRequestIsNotPaidForTwice() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      HttpResponse<String> first = house.ask(House.prompt("hello"));
      HttpResponse<String> second = house.ask(House.prompt("hello"));

      assertThat(asked).hasValue(1);
      DecisionEvent paid = house.store.events.getFirst();
      DecisionEvent free = house.store.events.getLast();
      assertThat(paid.outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(paid.id()).isEqualTo(House.error(first).path("event_id").asString());
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.headers().firstValue("x-should-retry")).contains("false");
      assertThat(House.error(second).path("code").asString()).isEqualTo("repeated_request");
      assertThat(House.error(second).path("reason_code").asString())
          .isEqualTo("gateway.repeated_request");
      assertThat(House.error(second).path("policy").asString()).isEqualTo("words");
      assertThat(House.error(second).path("message").asString())
          .contains("the answer to the same request was refused by policy `words`", paid.id());
      assertThat(House.error(second).path("event_id").asString()).isEqualTo(free.id());
      assertThat(free.verdict()).isEqualTo("block");
      assertThat(free.outcome()).isEqualTo(Outcome.INPUT_BLOCKED);
      assertThat(free.tags()).containsEntry("repeats", paid.id());
      assertThat(free.upstream()).isNull();
      assertThat(free.usage()).isNull();
      assertThat(free.cost()).isNull();
      assertThat(house.get("/metrics").body())
          .contains("keeptrusts_gateway_repeats_refused_total 1.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}], \"model\":\"gpt-4o\"}",
        "{\"model\":\"gpt-4o\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
      })
  void anotherOrderOfMembersAndAStreamAreTheSame(String again) throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      house.ask(House.prompt("hello"));
      assertThat(house.ask(again).statusCode()).isEqualTo(409);
      assertThat(asked).hasValue(1);
    }
  }

  /** Some agents send what they have got of a stopped stream along, each time more of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"assistant\",\"content\":\"Good \"}",
        "{\"role\":\"assistant\",\"content\":\"Good \"},{\"role\":\"assistant\",\"content\":"
            + "[{\"type\":\"text\",\"text\":\"Good \"}],\"tool_calls\":null}",
      })
  void aRequestThatEndsInTheBeginningOfTheAnswerIsTheSame(String begun) throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      String ended = House.prompt("hello").replace("}]", "}," + begun + "]");
      house.ask(House.prompt("hello"));
      assertThat(House.error(house.ask(ended)).path("code").asString())
          .isEqualTo("repeated_request");
      assertThat(asked).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
        "{\"role\":\"assistant\",\"content\":\"Good \"},{\"role\":\"user\",\"content\":\"go on\"}",
      })
  void aRequestThatGoesOnBehindTheModelsWordsIsAsked(String more) throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      house.ask(House.prompt("hello"));
      says.set("hi");
      String longer = House.prompt("hello").replace("}]", "}," + more + "]");
      assertThat(house.ask(longer).statusCode()).isEqualTo(200);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void requestsOfNothingButTheModelsWordsAreNotAllTheSame() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      for (String said : List.of("one", "two")) {
        house.ask(
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"assistant\",\"content\":\""
                + said
                + "\"}]}");
      }
      assertThat(asked).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hello!\"}]}",
        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}",
        "{\"model\":\"gpt-4o\",\"seed\":2,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
      })
  void aChangedRequestIsAsked(String changed) throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      house.ask(House.prompt("hello"));
      says.set("hi");
      assertThat(house.ask(changed).statusCode()).isEqualTo(200);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void whatDiffersOnlyInWhatIsMaskedIsAskedAsWell() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      house.ask(House.prompt("write to ana@example.com"));
      house.ask(House.prompt("write to ben@example.com"));
      assertThat(asked).hasValue(2);
      house.ask(House.prompt("write to ana@example.com"));
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void everyCallerIsByItself() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      for (String user : List.of("ana", "ben", "ana", "ben")) {
        house.ask(House.prompt("hello"), "content-type", "application/json", "x-user-id", user);
      }
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void thePackSaysHowOftenAModelMayTry() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 3)) {
      for (int time = 0; time < 5; time++) {
        assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(409);
      }
      assertThat(asked).hasValue(3);
      assertThat(house.store.events.getLast().tags())
          .containsEntry("repeats", List.copyOf(house.store.events).get(2).id());
    }
  }

  @Test
  void anotherAnswerThatIsDeliveredCountsNothingAgainstTheRequest() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 2)) {
      for (String answer : List.of("BLOCK-ME", "hi", "BLOCK-ME", "hi")) {
        says.set(answer);
        assertThat(house.ask(House.prompt("hello")).statusCode())
            .isEqualTo(answer.equals("hi") ? 200 : 409);
      }
      assertThat(asked).hasValue(4);
    }
  }

  @Test
  void everyRepeatIsAskedUnlessThePackSaysOtherwise() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, RefusedRepeats.DEFAULT)) {
      house.ask(House.prompt("hello"));
      house.ask(House.prompt("hello"));
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void whatFailedWhileItWasJudgedIsTriedAgain() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      says.set("CRASH");
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(500);
      says.set("hi");
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatWaitsForAPersonIsNoRepeat() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      says.set("ASK-SOMEBODY");
      house.ask(House.prompt("hello"));
      house.ask(House.prompt("hello"));
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void aRequestThatIsRefusedItselfIsRefusedForThat() throws Exception {
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      house.ask(House.prompt("BLOCK-ME"));
      HttpResponse<String> again = house.ask(House.prompt("BLOCK-ME"));
      assertThat(House.error(again).path("code").asString()).isEqualTo("input_blocked");
      assertThat(house.store.events.getLast().tags()).doesNotContainKey("repeats");
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void whatRefersToAConversationOfTheProviderIsAsked() throws Exception {
    String body = House.prompt("hello").replace("\"model\"", "\"conversation\":\"c1\",\"model\"");
    try (var upstream = upstream();
        var house = house(upstream, 1)) {
      house.ask(body);
      house.ask(body);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void aStreamThatWasStoppedIsNotBegunAgain() throws Exception {
    try (var trial =
        new StreamTrial(
            StreamTrial.PACK
                .replace("PROVIDER", "openai")
                .replace("chain {", "gateway { refused_repeats: { seconds: 60 } }\n\nchain {"),
            true,
            (_, out) -> {
              asked.incrementAndGet();
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.content("Good morning, captain. "),
                  StreamTrial.content("It is " + StreamTrial.SECRET + " "),
                  StreamTrial.content("and more."),
                  StreamTrial.END,
                  StreamTrial.DONE);
            })) {
      BufferedReader lines = StreamTrial.lines(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));
      while (!StreamTrial.next(lines).isEmpty()) {
        // To its end.
      }
      DecisionEvent stopped = trial.event();
      assertThat(stopped.outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);

      HttpResponse<InputStream> again = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(new String(again.body().readAllBytes(), StandardCharsets.UTF_8))
          .contains("repeated_request", stopped.id());
      assertThat(asked).hasValue(1);
    }
  }

  private FakeUpstream upstream() throws Exception {
    return new FakeUpstream((request, out) -> {
      asked.incrementAndGet();
      FakeUpstream.fixed(200, "application/json", FakeUpstream.completion(says.get()))
          .answer(request, out);
    });
  }

  private static House house(FakeUpstream upstream, int tries) throws Exception {
    return house(upstream, new RefusedRepeats(RefusedRepeats.MAX_SECONDS, tries));
  }

  private static House house(FakeUpstream upstream, RefusedRepeats repeats) throws Exception {
    return new House(
        House.settings(),
        new FakeProgram(
            List.of(House.openai(upstream, null)), GatewayPlan.DEFAULT.withRepeats(repeats), true));
  }
}
