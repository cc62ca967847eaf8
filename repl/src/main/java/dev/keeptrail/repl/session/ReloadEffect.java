package dev.keeptrail.repl.session;

import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.run.SideBySide;
import java.util.Map;
import java.util.Optional;

/** What another pack makes of the flips that were shown, and of the event at hand. */
final class ReloadEffect {
  private static final int MAX_LINES = 10;

  private final SessionState state;

  ReloadEffect(SessionState state) {
    this.state = state;
  }

  String text() throws ProblemException, ReplayInputException {
    String seen = seen();
    return seen
        + (state.eventIfAny().isPresent()
            ? state.summary().card(state.against(), state.paint())
            : "");
  }

  private String seen() throws ProblemException, ReplayInputException {
    Map<Long, Change> flips = state.seen().all();
    SideBySide sides = state.sides();
    if (flips.isEmpty() || sides == null) {
      return "";
    }
    var lines = new StringBuilder();
    int changed = 0;
    for (Map.Entry<Long, Change> flip : flips.entrySet()) {
      long position = flip.getKey();
      Optional<Entry> entry =
          state.recording().from(position).next().filter(found -> found.position() == position);
      if (entry.isPresent()) {
        ReplayCase recorded = entry.get().item().read();
        Change now = sides.compare(recorded).change();
        state.seen().see(position, now);
        if (now != flip.getValue()) {
          changed++;
          lines.append(
              changed <= MAX_LINES
                  ? "    #%d  %s -> %s\n".formatted(position, flip.getValue().word(), now.word())
                  : "");
        }
      }
    }
    return "flips shown so far: %d, another change now: %d\n".formatted(flips.size(), changed)
        + lines;
  }
}
