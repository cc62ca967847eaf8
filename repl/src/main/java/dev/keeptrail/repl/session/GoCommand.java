package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.Recording;
import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.ReplayInputException;
import java.util.List;
import java.util.Optional;

/** Goes to an event by its id or its position, or to one of the ends. */
final class GoCommand implements ShellCommand {
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "go",
          "ID|POSITION|first|last",
          "go to an event",
          "",
          "go 1200",
          "go evt_01KAR3V0000000000000000000",
          "go last");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    return before.isEmpty() ? List.of(FIRST, LAST) : List.of();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(1, SHEET);
    String place = arguments.word(0);
    Recording recording = state.recording();
    Optional<Entry> entry =
        switch (place) {
          case "" -> throw new ProblemException("go where?", "`go first`, `go last`, `go ID`");
          case FIRST -> state.next(recording.from(1));
          case LAST -> state.before(Long.MAX_VALUE);
          default -> at(place, recording);
        };
    state.goTo(
        entry.orElseThrow(() ->
            new ProblemException(
                "there is no event `%s` in `%s`".formatted(place, recording.name()), null)));
    return state.card();
  }

  private static Optional<Entry> at(String place, Recording recording)
      throws ProblemException, ReplayInputException {
    // The prompt and the pages write it so.
    String bare = place.startsWith("#") ? place.substring(1) : place;
    if (!bare.matches("[0-9]{1,9}")) {
      return recording.find(place);
    }
    int position = Integer.parseInt(bare);
    if (position < 1) {
      throw new ProblemException("events are numbered from 1", null);
    }
    return recording.from(position).next().filter(entry -> entry.position() == position);
  }
}
