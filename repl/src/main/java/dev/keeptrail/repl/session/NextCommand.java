package dev.keeptrail.repl.session;

import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.Recording.Walk;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.run.SideBySide;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Goes on: to the next event, so many further, or to the next that is decided otherwise. */
final class NextCommand implements ShellCommand {
  private static final String FLIP = "flip";
  private static final int MAX_STEPS = 1_000_000;
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "next",
          "[N | flip [CHANGE]]",
          "go to the next event, or the next that the pack decides otherwise",
          """
          `next flip` judges one event after the other with the pack, until a decision is another
          one than was recorded, or than that of the baseline. CHANGE is weakened, tightened,
          redaction, cost, reason_only or not_replayable. Ctrl-C stops the search.\
          """,
          "next",
          "next 10",
          "next flip",
          "next flip weakened");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    if (before.isEmpty()) {
      return List.of(FLIP);
    }
    return before.equals(List.of(FLIP)) ? changes() : List.of();
  }

  static List<String> changes() {
    return Stream.of(Change.values())
        .filter(change -> change != Change.SAME)
        .map(Change::word)
        .toList();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    Walk walk = state.recording().from(state.position() + 1);
    if (arguments.word(0).equals(FLIP)) {
      arguments.atMost(2, SHEET);
      return flip(wanted(arguments.word(1)), walk, state);
    }
    arguments.atMost(1, SHEET);
    int steps = arguments.count(0, 1, MAX_STEPS);
    Optional<Entry> last = Optional.empty();
    Optional<Entry> next = state.next(walk);
    for (int i = 1; next.isPresent(); i++) {
      last = next;
      next = i < steps ? state.next(walk) : Optional.empty();
    }
    state.goTo(
        last.orElseThrow(
            () -> new ProblemException("this is the last event", "`go first` begins again")));
    return state.card();
  }

  /** Words of changes as a set. */
  static Set<Change> wanted(String word) throws ProblemException {
    if (word.isEmpty()) {
      Set<Change> flips = EnumSet.noneOf(Change.class);
      Stream.of(Change.values()).filter(Change::isFlip).forEach(flips::add);
      return flips;
    }
    return Stream.of(Change.values())
        .filter(change -> change.word().equals(word))
        .findFirst()
        .<Set<Change>>map(EnumSet::of)
        .orElseThrow(() ->
            new ProblemException(
                "there is no change `%s`".formatted(word),
                Nearest.hint(word, changes(), "changes")));
  }

  private static Answer flip(Set<Change> wanted, Walk walk, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    state.pack();
    SideBySide sides = state.sides();
    if (sides == null) {
      throw new IllegalStateException("a pack is loaded");
    }
    var unanswered = new LongAdder();
    var search =
        new Search(
            state,
            recorded -> {
              Change change = sides.compare(recorded).change();
              if (change == Change.NOT_REPLAYABLE) {
                unanswered.increment();
              }
              return wanted.contains(change);
            });
    Search.Found found = search.next(walk);
    return found.go(
        state, String.format(Locale.ROOT, "no flip; %,d not replayable", unanswered.sum()));
  }
}
