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
          default -> at(place, arguments, recording);
        };
    state.goTo(
        entry.orElseThrow(() ->
            new ProblemException(
                "there is no event `%s` in `%s`".formatted(place, recording.name()), null)));
    return state.card();
  }

  private static Optional<Entry> at(String place, Arguments arguments, Recording recording)
      throws ProblemException, ReplayInputException {
    boolean number = place.chars().allMatch(c -> c >= '0' && c <= '9') && place.length() <= 9;
    if (!number) {
      return recording.find(place);
    }
    int position = arguments.count(0, 1, Integer.MAX_VALUE);
    return recording.from(position).next().filter(entry -> entry.position() == position);
  }
}
