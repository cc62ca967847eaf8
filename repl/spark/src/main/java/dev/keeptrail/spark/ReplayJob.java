package dev.keeptrail.spark;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.repl.options.JudgingOptions;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.PackOptions;
import dev.keeptrail.repl.options.ReportOptions;
import dev.keeptrail.repl.options.RepricingOption;
import dev.keeptrail.repl.options.SampleOption;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.report.ReportMaker;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  0    replayed, and nothing happened that --fail-on names",
      "  1    a pack, a table, a detector or a key cannot be used, or Spark gave up",
      "  2    the command line is wrong",
      "  10   with --fail-on: a decision is weakened (before all that follow)",
      "  11   tightened",
      "  12   redaction",
      "  13   cost",
      "  14   reason_only",
      "  15   not_replayable",
    })
public final class ReplayJob implements Callable<Integer> {
  private static final int MAX_PARTITIONS = 100_000;

  @Mixin private PackOptions packs = new PackOptions();

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
      names = "--capture-key",
      paramLabel = "<env:NAME|file:PATH>",
      description = "Where on each worker a key is that opens full captures. Repeatable.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--detectors",
      paramLabel = "<file>",
      description =
          "A detectors file: plug-ins that find beside the built-in detectors. Their jars are given"
              + " to Spark with --jars; secrets and files are looked for on each worker.")
  private @Nullable Path detectors;

  @Mixin private JudgingOptions judging = new JudgingOptions();
  @Mixin private ReportOptions reporting = new ReportOptions();
  @Mixin private SampleOption sample = new SampleOption();
  @Mixin private RepricingOption prices = new RepricingOption();

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
    try {
      check();
      Map<Path, ReportForm> files = reporting.files();
      ReplayReport report = replay();
      var maker = new ReportMaker(product(), Instant.now());
      for (Map.Entry<Path, ReportForm> file : files.entrySet()) {
        write(file.getKey(), file.getValue().render(report, maker));
      }
      out.print(ReportForm.TABLE.render(report, maker));
      return reporting.failure(report).orElse(0);
    } catch (OptionException wrong) {
      throw wrong(String.valueOf(wrong.getMessage()));
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

  private void check() {
    require(
        partitions >= 0 && partitions <= MAX_PARTITIONS,
        "`--partitions` must be 1 to " + MAX_PARTITIONS);
    require(
        keys.stream().allMatch(KeyReferences::isReference),
        "`--capture-key` says where a key is, and never is one: `env:NAME` or `file:PATH`");
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      throw wrong(problem);
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
  }

  private ReplayReport replay() throws ReplayFailedException, OptionException {
    DetectorsText plugged = DetectorsText.read(detectors);
    String table = prices.text();
    var options =
        new Replay.Options(
            1,
            reporting.maxFlips(),
            judging.findings().word(),
            table == null ? null : RepricingOption.table(table).name());
    Integer size = sample.size();
    Path baseline = packs.baseline();
    try (PlugIns plugIns = DetectorsText.open(plugged)) {
      var files =
          new PackFiles(judging.engine(), judging.findings(), plugIns.all(), product(), err);
      try (ReplayPack candidate = files.load(packs.pack());
          ReplayPack other = baseline == null ? null : files.load(baseline);
          SparkSession spark = SparkSession.builder().appName("keeptrail replay").getOrCreate()) {
        var asked =
            new Judging(
                PlanJson.canonical(candidate.judged().plan()),
                other == null ? null : PlanJson.canonical(other.judged().plan()),
                judging.engine(),
                options.findings(),
                options.maxFlips(),
                table,
                plugged,
                List.copyOf(keys));
        return told(
            new SparkReplay(candidate, other, options, asked, size).run(spark, inputs, partitions));
      }
    } catch (IOException unclosed) {
      throw new ReplayFailedException("Spark cannot be stopped: " + unclosed.getMessage());
    }
  }

  private ReplayReport told(SparkReplay.Result result) {
    if (result.unpriced() > 0) {
      err.println(
          "%,d exchanges asked for models without a price, and count as nothing"
              .formatted(result.unpriced()));
    }
    return result.report();
  }

  /** The version in the jar's manifest, which is that of the command line it came with. */
  private static String product() {
    String version = ReplayJob.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
