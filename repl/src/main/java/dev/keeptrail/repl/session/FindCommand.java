package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.ReplayInputException;
import java.util.List;

/** Goes to the next event that says something, or has certain fields. */
final class FindCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "find",
              "TEXT | FIELD=VALUE ...",
              "go to the next event with a text or with certain fields",
              """
              All words have to fit. Fields are id, verdict, reason, policy, model, provider, route,
              outcome, status, pack, tag (NAME:VALUE) and, with a pack, change and now (the verdict
              that the pack comes to). Case does not matter. The search begins behind the event at
              hand; `go first` begins again. Texts in redacted captures hold placeholders.\
              """,
              "find wire transfer",
              "find verdict=block model=gpt-4o",
              "find change=weakened now=allow",
              "find \"policy=pii-detector\" card")
          .takingText();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    return EventFilter.FIELDS.stream().map(field -> field + "=").toList();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    if (arguments.size() == 0) {
      throw new ProblemException("find what?", "`find TEXT` or `find FIELD=VALUE`");
    }
    EventFilter filter = EventFilter.of(arguments.words(), state.sides());
    var search = new Search(state, filter);
    return search
        .next(state.recording().from(state.position() + 1))
        .go(state, "no such event behind this one");
  }
}
