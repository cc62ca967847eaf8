package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import dev.keeptrail.gateway.fuzz.Stand.Heard;
import dev.keeptrail.gateway.fuzz.Told.Said;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a provider does with its protocol, the caller gets an answer or is told that there is
 * none, it is on record, nothing that a policy masks goes out, and none of it is a fault of ours.
 */
final class AnswerFuzzIT {
  @ParameterizedTest
  @EnumSource(names = {"MASKS", "CALLS"})
  void answersOfAnySortAreHandled(Pack pack) throws Exception {
    try (var stands = Stands.of(pack)) {
      Fuzz.run(seed -> {
        // A value of which a piece is left out is none any more.
        var dice = new Dice(seed, false);
        Way way = dice.of(Way.values());
        exchange(way, stands.of(way.provider), dice);
      });
    }
  }

  private static void exchange(Way way, Stand stand, Dice dice) throws Exception {
    boolean streams = !dice.once(4);
    Told told = changed(way.tell(dice), streams, dice);
    boolean counts = dice.coin();
    String about = way + " " + (streams ? told.events() : told.whole());
    try {
      Heard heard =
          stand.ask(way.route(streams), way.request(streams, counts), told, dice.number());
      DecisionEvent event = Objects.requireNonNull(heard.event(), heard.body());
      require(event.faults().isEmpty(), "faults " + event.faults());
      require(!event.reasonCode().equals("gateway.fault"), "a fault of ours");
      require(List.of(200, 409, 502).contains(heard.status()), heard.status() + heard.body());
      mindRaw(heard.body());
      mindRaw(event.toString());
      if (heard.type().startsWith("text/event-stream")) {
        ends(heard, event, way.reader(counts));
      }
    } catch (AssertionError | RuntimeException | IOException wrong) {
      throw new AssertionError(wrong + "\nof " + about, wrong);
    }
  }

  /** A stream ends with its end, or with an error in its place. */
  private static void ends(Heard heard, DecisionEvent event, Reader reader) {
    var texts = new Texts();
    List<Said> events = Reader.events(heard.body());
    int errors = 0;
    for (Said said : events) {
      if (said.data().startsWith("{")) {
        ObjectNode data = Reader.object(said.data());
        errors += reader.isError(said.name(), data) ? 1 : 0;
        texts.add(data);
      }
    }
    boolean delivered = event.outcome() == DecisionEvent.Outcome.DELIVERED;
    require(errors == (delivered ? 0 : 1), errors + " errors of " + event.outcome());
    require(delivered == isEnd(events.getLast()), "an end without a record, or the reverse");
    texts.all().forEach(AnswerFuzzIT::mindRaw);
  }

  private static boolean isEnd(Said last) {
    return last.data().equals("[DONE]")
        || last.data().contains("\"finishReason\"")
        || last.data().contains("\"blockReason\"")
        || String.valueOf(last.name()).matches("message_stop|response.(completed|incomplete)");
  }

  private static void mindRaw(String said) {
    Raw.in(said)
        .ifPresent(raw -> {
          throw new AssertionError(raw + " in " + said);
        });
  }

  private static Told changed(Told told, boolean streams, Dice dice) {
    var mutations = new Mutations(dice);
    if (!streams) {
      return new Told(mutations.of(Reader.object(told.whole())), List.of());
    }
    List<Said> events = new ArrayList<>(told.events());
    for (int left = 1 + dice.below(2); left > 0 && !events.isEmpty(); left--) {
      int at = dice.below(events.size());
      Said event = events.get(at);
      switch (dice.below(8)) {
        case 0 -> events.remove(at);
        case 1 -> events.add(dice.below(events.size()), event);
        case 2 -> events.subList(at, events.size()).clear();
        case 3 -> events.set(at, events.set(dice.below(events.size()), event));
        default -> {
          if (event.equals(told.events().get(Math.min(at, told.events().size() - 1)))
              && event.data().startsWith("{")) {
            events.set(at, new Said(event.name(), mutations.of(Reader.object(event.data()))));
          }
        }
      }
    }
    return new Told(told.whole(), events);
  }
}
