package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.RecordingSource;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.Sample;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.run.Replay;

/** A replay of all that is open, or of the sample of it. */
final class WholeReplay {
  private static final int MAX_FLIPS = 1_000;

  private WholeReplay() {}

  static ReplayReport of(SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    SessionOptions options = state.options();
    LoadedPack baseline = state.baseline();
    Sample sample = state.sample();
    var replay =
        new Replay(
            state.pack().pack(),
            baseline == null ? null : baseline.pack(),
            new Replay.Options(options.threads(), MAX_FLIPS, options.findings().word()));
    try (var source =
        new RecordingSource(state.recording(), key -> sample == null || sample.test(key))) {
      return replay.run(source, state.surroundings()::isInterrupted, (done, total) -> {});
    }
  }
}
