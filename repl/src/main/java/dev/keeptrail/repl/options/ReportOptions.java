package dev.keeptrail.repl.options;

import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a replay reports, where to, and which changes make it fail. */
public final class ReportOptions {
  private static final int MAX_FLIPS = 100_000;

  /** Part of the documented interface; the first that applies, in this order. */
  private static final Map<Change, Integer> EXIT_CODES = new LinkedHashMap<>();

  static {
    EXIT_CODES.put(Change.WEAKENED, 10);
    EXIT_CODES.put(Change.TIGHTENED, 11);
    EXIT_CODES.put(Change.REDACTION, 12);
    EXIT_CODES.put(Change.COST, 13);
    EXIT_CODES.put(Change.REASON, 14);
    EXIT_CODES.put(Change.NOT_REPLAYABLE, 15);
  }

  @Option(
      names = "--max-flips",
      paramLabel = "<n>",
      description = "How many changed decisions the report lists, 0 to 100000. Default: 1000.")
  private int maxFlips = 1_000;

  @Option(
      names = "--report",
      paramLabel = "<file>",
      description =
          "Also write the report there; the name's end says the form: .json, .csv, .md, .xml (JUnit),"
              + " .sarif, .html, .txt. Repeatable.")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "<change>",
      split = ",",
      converter = OptionWords.Changes.class,
      completionCandidates = OptionWords.Changes.class,
      description =
          "Which changes make the command fail: any, weakened, tightened, redaction, cost,"
              + " reason_only, not_replayable; several with commas.")
  private List<String> failOn = new ArrayList<>();

  /**
   * How many changed decisions are listed.
   *
   * @throws OptionException when no report lists so many
   */
  public int maxFlips() throws OptionException {
    if (maxFlips < 0 || maxFlips > MAX_FLIPS) {
      throw new OptionException("`--max-flips` must be 0 to " + MAX_FLIPS, null);
    }
    return maxFlips;
  }

  /**
   * The files to write, and in which form.
   *
   * @throws OptionException when a name does not say the form
   */
  public Map<Path, ReportForm> files() throws OptionException {
    Map<Path, ReportForm> files = new LinkedHashMap<>();
    for (Path file : reports) {
      files.put(
          file,
          ReportForm.forFile(file.toString())
              .orElseThrow(() ->
                  new OptionException(
                      "`%s` does not say by its end which form the report is to have"
                          .formatted(file),
                      "use .json, .csv, .md, .xml, .sarif, .html or .txt")));
    }
    return files;
  }

  /** The code to end with, where something happened that {@code --fail-on} names. */
  public OptionalInt failure(ReplayReport report) {
    return named(report).mapToInt(EXIT_CODES::get).findFirst();
  }

  /** Why the replay fails, for whoever has the report elsewhere; empty where it does not. */
  public Optional<String> reason(ReplayReport report) {
    return named(report)
        .map(change -> String.format(Locale.ROOT, "%s: %,d", change.word(), report.count(change)))
        .reduce((one, next) -> one + ", " + next)
        .map(counts -> "`--fail-on` names what happened: " + counts);
  }

  /** What happened and must not, the worst first. */
  private Stream<Change> named(ReplayReport report) {
    return EXIT_CODES.keySet().stream()
        .filter(this::isNamed)
        .filter(change -> report.count(change) > 0);
  }

  private boolean isNamed(Change change) {
    return failOn.contains(change.word())
        || (change.isFlip() && failOn.contains(OptionWords.Changes.ANY));
  }
}
