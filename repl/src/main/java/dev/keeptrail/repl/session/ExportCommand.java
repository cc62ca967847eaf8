package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.report.ReportMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Writes the report of a replay. */
final class ExportCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "export",
          "FILE",
          "replay all that is open with the pack and write the report",
          "The end of the name says the form: .json, .csv, .md, .xml (JUnit), .sarif, .html, .txt.",
          "export flips.md",
          "export replay.json");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public boolean takesFile(int position) {
    return position == 0;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    arguments.atMost(1, SHEET);
    Path file = OpenCommand.path(arguments.word(0));
    ReportForm form =
        ReportForm.forFile(file.toString())
            .orElseThrow(() ->
                new ProblemException(
                    "`%s` does not say by its end which form the report is to have".formatted(file),
                    "use .json, .csv, .md, .xml, .sarif, .html or .txt"));
    requirePlace(file);
    ReplayReport report = WholeReplay.of(state);
    try {
      Files.writeString(
          file, form.render(report, new ReportMaker(state.options().version(), Instant.now())));
    } catch (IOException e) {
      throw new ProblemException("`%s` cannot be written".formatted(file), null);
    }
    return new Answer.Page(
        String.format(
            Locale.ROOT,
            "wrote `%s`: %,d events, %,d flips%s%n",
            file,
            report.events(),
            report.flipped(),
            report.partial() ? ", stopped before the end" : ""));
  }

  /** Said before all is replayed for it. */
  private static void requirePlace(Path file) throws ProblemException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ProblemException(
          "`%s` cannot be written".formatted(file), "there is no folder `%s`".formatted(folder));
    }
    if (Files.isDirectory(file)) {
      throw new ProblemException("`%s` is a folder".formatted(file), "name a file in it");
    }
  }
}
