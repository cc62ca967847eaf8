package dev.keeptrail.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.price.PriceTable;
import dev.keeptrail.repl.input.CaptureExport;
import dev.keeptrail.repl.input.LedgerSource;
import dev.keeptrail.repl.input.ReplayInput;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.input.RepricedSource;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.options.RepricingOption;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportJson;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark on this machine, with two workers, says what one machine says. */
final class ReplayJobTest {
  private static final int EXCHANGES = 400;

  private static final String KEY = "ab".repeat(32);

  private static final String CANDIDATE =
      """
      pack: {name: candidate, version: 2.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector, prompt-injection, audit-logger, falcons]}
      policy:
        pii-detector: {action: block}
        prompt-injection: {response: {action: flag}}
        falcons:
          kind: rules
          on: [input]
          rules:
            - {name: other-users, when: 'identity(user == "user1")', then: {block: falcon.user}}
      """;

  private static final String WORDS =
      """
      pack: {name: words, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [word]}
      policy:
        word:
          kind: rules
          on: [input]
          rules:
            - {name: found, when: 'finding(category under "plugin.word")', then: {block: word.found}}
      """;

  private static final String PRICES =
      """
      {"effective_date": "2026-01-31", "models": {"gpt-4o": {"input": 100, "output": 400}}}
      """;

  private static final Map<String, String> SPARK =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1");

  private static final Instant MIDDLE =
      Instant.parse("2026-11-25T12:00:00Z").plusSeconds(EXCHANGES / 3);

  @TempDir private static Path folder;

  @BeforeAll
  static void record() throws Exception {
    // What spark-submit says to a driver.
    SPARK.forEach(System::setProperty);
    Files.writeString(folder.resolve("candidate.yaml"), CANDIDATE);
    Files.writeString(folder.resolve("recorded.yaml"), RecordedTraffic.PACK);
    Files.writeString(folder.resolve("broken.yaml"), CANDIDATE.replace("action: block", "x: y"));
    Files.writeString(folder.resolve("notes.txt"), "no table");
    Files.writeString(folder.resolve("words.yaml"), WORDS);
    Files.writeString(
        folder.resolve("detectors.yaml"),
        "detectors: [{name: birds, provider: word, word: falcon}]\n");
    Files.writeString(folder.resolve("prices.json"), PRICES);
    Files.writeString(folder.resolve("key"), KEY + "\n");
    RecordedTraffic.record(folder.resolve("ledger"), EXCHANGES, CaptureKey.of(KEY));
    Files.createDirectory(folder.resolve("tables"));
    export(EventQuery.latest(1), "all.parquet");
    export(new EventQuery(null, MIDDLE, Set.of(), null, 0, 1), "tables/first.parquet");
    export(new EventQuery(MIDDLE, null, Set.of(), null, 0, 1), "tables/second.parquet");
  }

  @AfterAll
  static void forget() {
    SPARK.keySet().forEach(System::clearProperty);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 16})
  void theReportIsTheSameByteByByteForAnyNumberOfPartitions(int partitions) throws Exception {
    String local = local(null);
    Path report = folder.resolve("report-%d.json".formatted(partitions));

    Run run =
        run("--partitions", "" + partitions, "--input", path("all.parquet"), "--report", report);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Files.readString(report)).isEqualTo(local);
    assertThat(local).contains("\"events\": " + EXCHANGES, "too_large");
  }

  @Test
  void aFolderOfTablesIsOneReplayAndAnotherPackMayBeTheBaseline() throws Exception {
    Path report = folder.resolve("baseline.json");
    Run run =
        run(
            "--baseline", path("recorded.yaml"),
            "--input", path("tables"),
            "--report", report);
    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(report)).isEqualTo(local("recorded.yaml"));
    assertThat(run.out()).contains("candidate 2.0.0");
  }

  /** Samples, prices and plug-ins, each with the report of one machine. */
  @Test
  void whatOneMachineCanBeAskedSparkCanBeAsked() throws Exception {
    for (int partitions : new int[] {0, 3}) {
      Path report = folder.resolve("sampled-%d.json".formatted(partitions));
      Run sampled =
          run(
              "--input",
              path("all.parquet"),
              "--sample",
              50,
              "--partitions",
              partitions,
              "--report",
              report);
      assertThat(sampled.err()).isEmpty();
      assertThat(Files.readString(report))
          .isEqualTo(local("candidate.yaml", null, 50, null, List.of()))
          .contains("\"events\": 50");
    }
    Path priced = folder.resolve("priced.json");
    Run prices =
        run("--input", path("all.parquet"), "--prices", path("prices.json"), "--report", priced);
    assertThat(prices.err()).isEmpty();
    assertThat(Files.readString(priced))
        .isEqualTo(local("candidate.yaml", null, null, PRICES, List.of()))
        .contains("2026-01-31");
    Path plugged = folder.resolve("plugged.json");
    Run words =
        run(
            "--pack", path("words.yaml"),
            "--detectors", path("detectors.yaml"),
            "--input", path("all.parquet"),
            "--report", plugged);
    assertThat(words.err()).isEmpty();
    try (PlugIns plugIns =
        DetectorsText.open(DetectorsText.read(folder.resolve("detectors.yaml")))) {
      assertThat(Files.readString(plugged))
          .isEqualTo(local("words.yaml", null, null, null, plugIns.all()))
          .contains("word.found");
    }
  }

  @Test
  void endsWithTheCodeOfTheFirstChangeThatIsNamed() throws Exception {
    Object[] named = {"--input", path("all.parquet"), "--fail-on", "tightened,weakened"};
    assertThat(run(named).code()).isEqualTo(10);
    assertThat(run("--input", path("all.parquet"), "--fail-on", "tightened").code()).isEqualTo(11);
    assertThat(run("--input", path("all.parquet"), "--fail-on", "not_replayable").code())
        .isEqualTo(15);
    assertThat(run("--input", "x", "--fail-on", "worse").code()).isEqualTo(2);
    assertThat(run("--input", "x", "--sample", "0").err()).contains("`--sample` must be 1 to");
    assertThat(run("--input", "x", "--prices", path("notes.txt")).err())
        .contains("is no table of prices");
    assertThat(run("--input", "x", "--detectors", path("notes.txt")).err()).startsWith("error: ");
  }

  @Test
  void whatCannotBeUsedIsSaidInOneLine() throws Exception {
    assertThat(run("--input", path("notes.txt")).err())
        .startsWith("error: ")
        .contains("notes.txt")
        .hasLineCount(1);
    assertThat(run("--input", path("nothing.parquet")).err()).contains("no table of captures");
    assertThat(run("--input", path("all.parquet"), "--capture-key", "file:nowhere").err())
        .isEqualTo("error: there is no key at `file:nowhere`\n");
    assertThat(run("--input", path("all.parquet"), "--pack", path("broken.yaml")).err())
        .contains("has errors and is not used");
  }

  @Test
  void aWrongCommandLineIsSaidBeforeSparkBegins() throws Exception {
    Run run = run("--input", path("all.parquet"), "--capture-key", KEY);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("never is one").doesNotContain(KEY);
    assertThat(run("--input", "x", "--report", "report.doc").code()).isEqualTo(2);
    assertThat(run("--input", "x", "--engine", "other").err())
        .contains("one of: drools, reference");
  }

  /** What a run said. */
  private record Run(int code, String out, String err) {}

  private static Run run(Object... more) {
    List<String> arguments = new ArrayList<>();
    List<String> given = Stream.of(more).map(Object::toString).toList();
    if (!given.contains("--pack")) {
      arguments.addAll(List.of("--pack", path("candidate.yaml")));
    }
    if (!given.contains("--capture-key")) {
      arguments.addAll(List.of("--capture-key", "file:" + path("key")));
    }
    arguments.addAll(given);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        ReplayJob.run(
            arguments.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The report of one machine, from the table; that from the ledger is the same. */
  private static String local(@Nullable String baseline) throws Exception {
    String report = local("candidate.yaml", baseline, null, null, List.of());
    var keys = new CaptureKeys(List.of(CaptureKey.of(KEY)));
    try (EventReader reader = Ledgers.openForReading(folder.resolve("ledger"));
        ReplaySource source =
            new LedgerSource(reader, keys, EventQuery.latest(1), (_, _) -> {}, id -> true)) {
      assertThat(local(source, "candidate.yaml", baseline, null, List.of())).isEqualTo(report);
    }
    return report;
  }

  private static String local(
      String candidate,
      @Nullable String baseline,
      @Nullable Integer sample,
      @Nullable String prices,
      List<PlugIn> plugIns)
      throws Exception {
    var keys = new CaptureKeys(List.of(CaptureKey.of(KEY)));
    PriceTable table = prices == null ? null : RepricingOption.table(prices);
    ReplaySource file = new ReplayInput(keys, sample).ofFile(folder.resolve("all.parquet"));
    try (ReplaySource source = table == null ? file : new RepricedSource(file, table::cost)) {
      return local(source, candidate, baseline, table == null ? null : table.name(), plugIns);
    }
  }

  private static String local(
      ReplaySource source,
      String candidate,
      @Nullable String baseline,
      @Nullable String prices,
      List<PlugIn> plugIns)
      throws Exception {
    var packs = new PackFiles("reference", FindingsFrom.AUTO, plugIns, "unknown", System.err);
    try (ReplayPack pack = packs.load(folder.resolve(candidate));
        ReplayPack other = baseline == null ? null : packs.load(folder.resolve(baseline))) {
      ReplayReport report =
          new Replay(pack, other, new Replay.Options(2, 1_000, "auto", prices))
              .run(source, () -> false, (done, total) -> {});
      return ReportJson.of(report);
    }
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void export(EventQuery query, String file) throws Exception {
    try (EventReader reader = Ledgers.openForReading(folder.resolve("ledger"));
        OutputStream out = Files.newOutputStream(folder.resolve(file))) {
      long ignored = new CaptureExport(out, _ -> {}).ledger(reader, query, (_, _) -> {});
    }
  }
}
