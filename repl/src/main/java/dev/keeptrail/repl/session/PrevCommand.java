package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.ReplayInputException;
import java.util.Optional;

/** Goes back. */
final class PrevCommand implements ShellCommand {
  private static final int MAX_STEPS = 1_000_000;
  private static final CommandSheet SHEET =
      CommandSheet.of("prev", "[N]", "go back to the event before", "", "prev", "prev 5");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(1, SHEET);
    int steps = arguments.count(0, 1, MAX_STEPS);
    Optional<Entry> last = Optional.empty();
    Optional<Entry> before = state.before(state.event().position());
    for (int i = 1; before.isPresent(); i++) {
      last = before;
      before = i < steps ? state.before(before.get().position()) : Optional.empty();
    }
    state.goTo(last.orElseThrow(() -> new ProblemException("this is the first event", null)));
    return state.card();
  }
}
