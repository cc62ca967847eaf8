package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import dev.keeptrail.gateway.fuzz.Stand.Heard;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller gets as a stream is what it would get in one piece, the record of both is the same,
 * nothing of it is what a policy masks, and it is well formed.
 */
final class StreamFuzzIT {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHERS")
  void streamsSayWhatAnswersInOnePieceSay(Pack pack) throws Exception {
    try (var stands = Stands.of(pack)) {
      require(
          stands.of("openai").isRealtime() != (pack == Pack.WAITS),
          "the pack streams, or does not");
      Fuzz.run(seed -> {
        var dice = new Dice(seed);
        Way way = dice.of(Way.values());
        exchange(way, stands.of(way.provider), dice);
      });
    }
  }

  private static void exchange(Way way, Stand stand, Dice dice) throws Exception {
    Told told = way.tell(dice);
    boolean counts = dice.coin() || !way.maySkipCount();
    String about = way + " " + told.whole();
    try {
      Heard whole = stand.ask(way.route(false), way.request(false, counts), told, 0);
      Heard live = stand.ask(way.route(true), way.request(true, counts), told, dice.number());
      compare(way, counts, whole, live);
      if (whole.status() == 200 && dice.once(3)) {
        int some = 1 + dice.below(told.events().size());
        var cut = new Told(told.whole(), told.events().subList(0, some));
        beginning(
            way, whole, stand.ask(way.route(true), way.request(true, counts), cut, dice.number()));
      }
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(wrong.getMessage() + "\nof " + about, wrong);
    }
  }

  private static void compare(Way way, boolean counts, Heard whole, Heard live) {
    mindRaw(whole);
    mindRaw(live);
    DecisionEvent record = event(whole);
    Differences.none("record", Records.of(record), Records.of(event(live)));
    if (!live.type().startsWith("text/event-stream")) {
      Differences.none("status", "" + whole.status(), "" + live.status());
      require(whole.status() != 200, "an answer that is no stream");
      return;
    }
    Reader reader = way.reader(counts);
    reader.read(live.body());
    if (whole.status() != 200) {
      ObjectNode error = Objects.requireNonNull(reader.error(), "no error");
      require(error.toString().contains(record.reasonCode()), "an error without a reason");
      require(!reader.isEnded(), "an end in spite of an error");
      return;
    }
    require(reader.error() == null, "an error: " + reader.error());
    ObjectNode expected = Same.of(Reader.object(whole.body()));
    ObjectNode answer = Same.of(reader.answer());
    if (!counts || !expected.has("usage")) {
      expected.remove("usage");
      answer.remove("usage");
    }
    mindRaw(StrictJson.writeText(answer));
    Differences.none("answer", expected.toPrettyString(), answer.toPrettyString());
    require(reader.isEnded(), "no end");
  }

  /** A stream that the provider breaks off has said what was decided, and no more. */
  private static void beginning(Way way, Heard whole, Heard cut) {
    mindRaw(cut);
    boolean delivered = event(cut).outcome() == DecisionEvent.Outcome.DELIVERED;
    if (!cut.type().startsWith("text/event-stream")) {
      require(cut.status() == 502, cut.status() + " " + cut.body());
      return;
    }
    Reader reader = way.reader(true);
    reader.read(cut.body());
    require(delivered == (reader.error() == null), "an error without a record, or the reverse");
    require(delivered == reader.isEnded(), "an end without a record, or the reverse");
    ObjectNode begun = Same.of(reader.soFar());
    mindRaw(StrictJson.writeText(begun));
    Beginning.of(Same.of(Reader.object(whole.body())), begun, "");
  }

  private static DecisionEvent event(Heard heard) {
    return Objects.requireNonNull(heard.event(), heard.body());
  }

  private static void mindRaw(Heard heard) {
    mindRaw(heard.body());
    mindRaw(event(heard).toString());
  }

  private static void mindRaw(String said) {
    Raw.in(said)
        .ifPresent(raw -> {
          throw new AssertionError(raw + " in " + said);
        });
  }
}
