package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.ExchangeMask;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.ValueJson;
import dev.keeptrail.repl.whatif.Places;
import java.util.Optional;

/** Shows all there is of the event at hand. */
final class ShowCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "show",
              "",
              "show the event at hand: what was decided, facts, texts and findings",
              """
              Facts and texts stand behind the places that `what-if set` takes. Placeholders stand
              for everything sensitive, also in captures that hold texts as they were.\
              """,
              "show",
              "show --json")
          .withJson();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(0, SHEET);
    EventAtHand event = state.event();
    CapturedExchange exchange = event.now().exchange();
    Optional<CapturedExchange> masked =
        exchange == null ? Optional.empty() : ExchangeMask.of(exchange).map(ExchangeMask::exchange);
    if (arguments.wantsJson()) {
      return new Answer.Page(json(state.summary(), masked));
    }
    var story = new EventStory(state.paint());
    story.summary(state.summary(), state.against());
    if (event.isChanged()) {
      story.changes(event.changes());
    }
    if (event.now().event() != null) {
      story.event(event.now().event());
    }
    if (exchange != null) {
      masked.ifPresentOrElse(shown -> story.exchange(exchange.mode(), shown), story::tooSensitive);
    }
    return new Answer.Page(story.toString());
  }

  private static String json(EventSummary summary, Optional<CapturedExchange> masked) {
    JsonWriter json = JsonWriter.indented().beginObject().name("event");
    summary.write(json);
    json.name("places").beginObject();
    masked.ifPresent(exchange ->
        Places.of(exchange).forEach((place, value) -> ValueJson.write(value, json.name(place))));
    return json.endObject().endObject() + "\n";
  }
}
