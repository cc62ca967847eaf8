package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.report.ReportMaker;
import java.time.Instant;

/** Counts: what a replay of the whole recording comes to, or without a pack what is recorded. */
final class StatsCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "stats",
              "",
              "count events by verdict, and with a pack what it decides otherwise",
              "With a pack this is `kt replay` over all that is open. Ctrl-C stops it early.",
              "stats",
              "stats --json")
          .withJson();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    arguments.atMost(0, SHEET);
    state.recording();
    if (!state.hasPack()) {
      var counts = new RecordedCounts();
      counts.count(state);
      return new Answer.Page(arguments.wantsJson() ? counts.json() : counts.text());
    }
    ReportForm form = arguments.wantsJson() ? ReportForm.JSON : ReportForm.TABLE;
    var maker = new ReportMaker(state.options().version(), Instant.now());
    return new Answer.Page(form.render(WholeReplay.of(state), maker));
  }
}
