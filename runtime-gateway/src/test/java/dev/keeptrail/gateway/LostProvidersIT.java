package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Providers that are lost at each moment of a request: what the caller sees and what is on record
 * are the same, what may be due is kept, and the next request is served.
 */
@Timeout(180)
final class LostProvidersIT {
  @TempDir Path folder;

  /** When a provider leaves. */
  enum Moment {
    ACCEPT,
    REQUEST,
    HALF_HEAD,
    HEAD,
    AMID,
    ARGUMENTS,
    END;

    private boolean happens(DisconnectWay way, boolean streamed) {
      return switch (this) {
        case ACCEPT, REQUEST, HALF_HEAD, HEAD, AMID -> !streamed || way.asksModel();
        case ARGUMENTS -> streamed && way.callsTools();
        case END -> streamed && way.asksModel();
      };
    }
  }

  static Stream<Arguments> leaving() {
    return Arrays.stream(DisconnectWay.values())
        .flatMap(way ->
            Arrays.stream(Moment.values())
                .flatMap(moment ->
                    Stream.of(true, false)
                        .filter(streamed -> moment.happens(way, streamed))
                        .map(streamed ->
                            Arguments.of(way, moment, streamed, reset(way, moment, streamed)))));
  }

  /** Turn about, so that each moment of either is seen both ways. */
  private static boolean reset(DisconnectWay way, Moment moment, boolean streamed) {
    return (way.name().length() + moment.name().length() + (streamed ? 1 : 0)) % 2 == 0;
  }

  @ParameterizedTest
  @MethodSource("leaving")
  void aProviderThatLeavesLeavesNothingBehind(
      DisconnectWay way, Moment moment, boolean streamed, boolean reset) throws Exception {
    var first = new AtomicBoolean(true);
    try (var stand =
        new DisconnectStand(
            folder,
            way,
            line -> {
              if (!first.getAndSet(false)) {
                line.request();
                answer(line, way, streamed);
                return;
              }
              leave(line, way, moment, streamed);
              if (reset) {
                line.reset();
              }
            })) {
      DisconnectStand.Told answer = stand.ask(way.route, way.body(streamed));

      DecisionEvent event = stand.event();
      stand.assertNothingIsLeft();
      String body = answer.body();
      boolean whole =
          Stream.of("[DONE]", "message_stop", "response.completed").anyMatch(body::contains);
      assertThat(event.outcome()).isEqualTo(whole ? Outcome.DELIVERED : Outcome.UPSTREAM_ERROR);
      assertThat(event.faults()).isEmpty();
      assertThat(event.httpStatus()).isEqualTo(answer.status());
      if (!whole) {
        assertThat(body).contains("\"upstream_").doesNotContain("\"hi\"");
        assertThat(stand.spent()).isEqualTo(stand.reserved());
        assertThat(stand.spent() > 0).isEqualTo(way.asksModel());
      }
      stand.assertServesTheNext(way, streamed);
    }
  }

  private static void answer(HeldProvider.Line line, DisconnectWay way, boolean streamed)
      throws Exception {
    if (streamed) {
      line.begin();
      line.events(way.events());
    } else {
      line.whole("application/json", way.answer());
    }
  }

  private static void leave(
      HeldProvider.Line line, DisconnectWay way, Moment moment, boolean streamed) throws Exception {
    if (moment == Moment.ACCEPT) {
      return;
    }
    line.request();
    switch (moment) {
      case ACCEPT, REQUEST -> {}
      case HALF_HEAD -> line.say("HTTP/1.1 200 X|content-ty");
      case HEAD, AMID, ARGUMENTS, END -> {
        if (streamed) {
          line.begin();
          begin(line, way, moment);
        } else {
          line.say("HTTP/1.1 200 X|content-type: application/json|content-length: 9999||");
          line.say(moment == Moment.AMID ? way.answer() : "");
        }
      }
    }
  }

  private static void begin(HeldProvider.Line line, DisconnectWay way, Moment moment)
      throws Exception {
    switch (moment) {
      case ACCEPT, REQUEST, HALF_HEAD, HEAD -> {}
      case AMID -> line.events(way.beginning());
      case ARGUMENTS -> {
        line.events(way.beginning());
        line.events(way.call());
      }
      case END -> {
        String[] all = way.events();
        line.events(Arrays.copyOf(all, all.length - 1));
      }
    }
  }
}
