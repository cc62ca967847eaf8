package dev.keeptrail.spark;

import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class that {@code spark-submit} runs; master and resources are Spark's own options. */
@Command(
    name = "spark-submit … --class dev.keeptrail.spark.ReplayJob keeptrail-spark.jar",
    description = "Judge exported captures with another pack, on Apache Spark.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The report is the one that `kt replay --input` gives for the same rows, byte by byte.",
      "",
      "Exit codes:",
      "  0    replayed",
      "  1    a pack, a table or a key cannot be used, or Spark gave up",
      "  2    the command line is wrong",
    })
public final class ReplayJob implements Callable<Integer> {
  private static final int MAX_FLIPS = 100_000;

  @Option(
      names = "--pack",
      paramLabel = "<pack>",
      required = true,
      description = "The pack to judge with: text, YAML or a compiled pack (*.ktpack).")
  private Path pack = Path.of("");

  @Option(
      names = "--baseline",
      paramLabel = "<pack>",
      description = "Hold it against this pack. Default: against what was recorded.")
  private @Nullable Path baseline;

  @Option(
      names = "--input",
      paramLabel = "<path>",
      required = true,
      description = "A table of captures, a folder or a pattern, wherever Spark reads. Repeatable.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--partitions",
      paramLabel = "<n>",
      description = "How many shares the rows are judged in. Default: as Spark splits the files.")
  private int partitions;

  @Option(
      names = "--findings",
      paramLabel = "auto|recorded|fresh",
      description = "Where findings come from, as for kt replay. Default: auto.")
  private String findings = FindingsFrom.AUTO.word();

  @Option(
      names = "--engine",
      paramLabel = "drools|reference",
      description = "Which engine decides; both decide the same. Default: drools.")
  private String engine = PolicyEngines.DEFAULT;

  @Option(
      names = "--max-flips",
      paramLabel = "<n>",
      description = "How many changed decisions the report lists, 0 to 100000. Default: 1000.")
  private int maxFlips = 1_000;

  @Option(
      names = "--capture-key",
      paramLabel = "<env:NAME|file:PATH>",
      description = "Where on each worker a key is that opens full captures. Repeatable.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "<file>",
      description =
          "Also write the report there, on the machine of the driver; the name's end says the form:"
              + " .json, .csv, .md, .xml, .sarif, .html, .txt. Repeatable.")
  private List<Path> reports = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  private final PrintStream out;
  private final PrintStream err;

  ReplayJob(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = run(arguments, out, err);
    // WHY: Spark takes any end but this one for a success.
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    return new CommandLine(new ReplayJob(out, err))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  @Override
  public Integer call() {
    Map<Path, ReportForm> files = check();
    try {
      ReplayReport report = replay();
      for (Map.Entry<Path, ReportForm> file : files.entrySet()) {
        write(file.getKey(), file.getValue().render(report, product()));
      }
      out.print(ReportForm.TABLE.render(report, product()));
      return 0;
    } catch (ReplayFailedException failed) {
      err.println("error: " + failed.getMessage());
      return 1;
    }
  }

  private static void write(Path file, String text) throws ReplayFailedException {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new ReplayFailedException("`%s` cannot be written".formatted(file));
    }
  }

  private Map<Path, ReportForm> check() {
    require(partitions >= 0 && partitions <= MAX_FLIPS, "`--partitions` must be 1 to 100000");
    require(maxFlips >= 0 && maxFlips <= MAX_FLIPS, "`--max-flips` must be 0 to 100000");
    require(
        Stream.of(FindingsFrom.values()).anyMatch(from -> from.word().equals(findings)),
        "`--findings` must be auto, recorded or fresh");
    require(
        PolicyEngines.names().contains(engine),
        "`--engine` must be " + String.join(" or ", PolicyEngines.names()));
    require(
        keys.stream().allMatch(KeyReferences::isReference),
        "`--capture-key` says where a key is, and never is one: `env:NAME` or `file:PATH`");
    Map<Path, ReportForm> files = new LinkedHashMap<>();
    for (Path file : reports) {
      files.put(
          file,
          ReportForm.forFile(file.toString())
              .orElseThrow(() ->
                  wrong(
                      "`%s` does not say by its end which form the report is to have"
                          .formatted(file))));
    }
    return files;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      throw wrong(problem);
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
  }

  private ReplayReport replay() throws ReplayFailedException {
    var packs = new PackFiles(engine, findings, product(), err);
    try (ReplayPack candidate = packs.load(pack);
        ReplayPack other = baseline == null ? null : packs.load(baseline);
        SparkSession spark = SparkSession.builder().appName("keeptrail replay").getOrCreate()) {
      var options = new Replay.Options(1, maxFlips, findings);
      return new SparkReplay(candidate, other, engine, options, keys)
          .run(spark, inputs, partitions);
    } catch (IOException unclosed) {
      throw new ReplayFailedException("Spark cannot be stopped: " + unclosed.getMessage());
    }
  }

  /** The version in the jar's manifest, which is that of the command line it came with. */
  private static String product() {
    String version = ReplayJob.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
