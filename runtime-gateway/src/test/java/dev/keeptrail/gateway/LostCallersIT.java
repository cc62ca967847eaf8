package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers that are lost at each moment of a request: each leaves one event that says what happened,
 * its budget settled, its place free and no connection behind.
 */
@Timeout(180)
final class LostCallersIT {
  @TempDir Path folder;

  /** When a caller leaves. */
  enum Moment {
    HEAD,
    BODY,
    DECISION,
    ASKED,
    AMID,
    SILENCE,
    ARGUMENTS,
    RECORD;

    private boolean happens(DisconnectWay way, boolean streamed) {
      return switch (this) {
        case HEAD, BODY, DECISION, ASKED, AMID, RECORD -> !streamed || way.asksModel();
        case SILENCE -> streamed && way.asksModel();
        case ARGUMENTS -> streamed && way.callsTools();
      };
    }

    /** Whether it becomes an exchange. */
    private boolean isExchange() {
      return this != HEAD && this != BODY;
    }
  }

  static Stream<Arguments> leaving() {
    return Arrays.stream(DisconnectWay.values())
        .flatMap(way ->
            Arrays.stream(Moment.values())
                .flatMap(moment ->
                    Stream.of(true, false)
                        .filter(streamed -> moment.happens(way, streamed))
                        .map(streamed -> Arguments.of(way, moment, streamed))));
  }

  @ParameterizedTest
  @MethodSource("leaving")
  void aCallerThatLeavesLeavesNothingBehind(DisconnectWay way, Moment moment, boolean streamed)
      throws Exception {
    var left = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    var over = new AtomicBoolean();
    try (var stand =
        new DisconnectStand(
            folder,
            way,
            line -> {
              line.request();
              asked.countDown();
              serve(line, way, over.get() ? Moment.HEAD : moment, streamed, left);
            })) {
      if (moment == Moment.DECISION) {
        stand.judging = new CountDownLatch(1);
      }
      if (moment == Moment.RECORD) {
        stand.store.gate = new CountDownLatch(1);
      }
      leave(stand, way, moment, streamed, asked);
      left.countDown();
      release(stand);
      if (moment.isExchange()) {
        DecisionEvent event = stand.event();
        over.set(true);
        stand.assertNothingIsLeft();
        // What was complete is given to the connection, and nobody says who took it.
        boolean cancelled = way.asksModel() && moment != Moment.RECORD;
        assertThat(event.outcome()).isEqualTo(cancelled ? Outcome.CANCELLED : Outcome.DELIVERED);
        assertThat(event.faults()).isEmpty();
        if (event.usage() == null && way.asksModel()) {
          // Where it was seen in time, nobody was asked and nobody is paid.
          boolean asks = event.upstream() != null;
          assertThat(asks || moment == Moment.DECISION).isTrue();
          assertThat(event.httpStatus()).isEqualTo(499);
          assertThat(stand.spent()).isEqualTo(asks ? stand.reserved() : 0);
        } else {
          assertThat(event.coverage()).hasSizeGreaterThan(1);
          assertThat(stand.spent()).isEqualTo(nanos(event));
          assertThat(stand.spent() > 0).isEqualTo(way.asksModel());
        }
      } else {
        stand.assertNothingIsLeft();
        assertThat(stand.store.events).isEmpty();
        assertThat(stand.spent()).isZero();
      }
      stand.assertServesTheNext(way, streamed);
    }
  }

  private static long nanos(DecisionEvent event) {
    DecisionEvent.Cost cost = event.cost();
    return cost == null ? 0 : Math.round(Objects.requireNonNull(cost.totalUsd()) * 1e9);
  }

  private static void release(DisconnectStand stand) {
    for (CountDownLatch held : Arrays.asList(stand.judging, stand.store.gate)) {
      if (held != null) {
        held.countDown();
      }
    }
  }

  private static void leave(
      DisconnectStand stand,
      DisconnectWay way,
      Moment moment,
      boolean streamed,
      CountDownLatch asked)
      throws Exception {
    int bytes =
        switch (moment) {
          case HEAD -> 0;
          case BODY -> 20;
          case DECISION, ASKED, AMID, SILENCE, ARGUMENTS, RECORD -> Integer.MAX_VALUE;
        };
    try (Socket caller = stand.caller(way.route, way.body(streamed), bytes)) {
      switch (moment) {
        case HEAD, BODY ->
            DisconnectStand.await("somebody is inside", () -> stand.gauge("requests_inside") > 0);
        case DECISION -> stand.judged.await();
        case ASKED -> asked.await();
        case AMID, SILENCE, ARGUMENTS -> {
          asked.await();
          if (streamed) {
            hear(caller, "harbour");
          }
        }
        case RECORD -> stand.store.reached.await();
      }
      caller.setSoLinger(true, 0);
    }
  }

  private static void hear(Socket caller, String word) throws IOException {
    InputStream in = caller.getInputStream();
    var heard = new StringBuilder();
    while (heard.indexOf(word) < 0) {
      int next = in.read();
      assertThat(next).as(heard.toString()).isNotNegative();
      heard.append((char) next);
    }
  }

  private static void serve(
      HeldProvider.Line line,
      DisconnectWay way,
      Moment moment,
      boolean streamed,
      CountDownLatch left)
      throws Exception {
    boolean leaves = moment == Moment.ASKED || moment == Moment.DECISION || moment == Moment.AMID;
    if (leaves && !streamed && way.asksModel()) {
      // It gets no answer however long it takes, and is told that nobody wants one.
      if (moment == Moment.AMID) {
        line.say("HTTP/1.1 200 X|content-type: application/json|content-length: 999||{");
      }
      line.untilReleased();
      return;
    }
    if (moment == Moment.ASKED || (moment == Moment.AMID && !streamed)) {
      left.await();
    }
    if (!streamed) {
      line.whole("application/json", way.answer());
      return;
    }
    line.begin();
    switch (moment) {
      case HEAD, BODY, RECORD -> line.events(way.events());
      case DECISION, ASKED, AMID -> {
        String[] beginning = way.beginning();
        line.events(beginning);
        line.on(beginning[beginning.length - 1]);
      }
      case SILENCE -> {
        line.events(way.beginning());
        line.untilReleased();
      }
      case ARGUMENTS -> {
        line.events(way.beginning());
        line.events(way.call());
        line.on(way.arguments());
      }
    }
  }
}
