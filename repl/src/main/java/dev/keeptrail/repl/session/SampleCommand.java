package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.Recording.Walk;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at some events only. */
final class SampleCommand implements ShellCommand {
  private static final String OFF = "off";
  private static final int MAX = 1_000_000;
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "sample",
          "N | off",
          "look at so many events only, always the same ones",
          "They are those that `kt replay --sample N` takes. All commands pass over the others.",
          "sample 100",
          "sample off");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    return before.isEmpty() ? List.of(OFF) : List.of();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(1, SHEET);
    Walk walk = state.recording().from(1);
    if (arguments.word(0).equals(OFF)) {
      state.sample(null);
      return new Answer.Page("all events\n");
    }
    if (arguments.size() == 0) {
      throw new ProblemException("how many?", "`sample 100`");
    }
    int size = arguments.count(0, 1, MAX);
    var sample = new Sample(size);
    long all = 0;
    Optional<Entry> next = walk.next();
    while (next.isPresent()) {
      if (state.surroundings().isInterrupted()) {
        throw new ProblemException("stopped", "there is no sample of a part");
      }
      all++;
      sample.offer(next.get().key());
      next = walk.next();
    }
    state.sample(sample);
    return new Answer.Page(
        String.format(Locale.ROOT, "%,d of %,d events%n", Math.min(size, all), all));
  }
}
