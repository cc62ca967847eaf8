package dev.keeptrail.cli;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.conformance.generate.DivergenceFolder;
import dev.keeptrail.engine.conformance.generate.DivergenceHunt;
import dev.keeptrail.engine.conformance.generate.DivergenceHunt.Divergence;
import dev.keeptrail.engine.conformance.generate.EngineComparison;
import dev.keeptrail.engine.conformance.generate.SharedScanners;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the engines on generated packs and contents. */
@Command(
    name = "hunt",
    description = "Compare the engines on generated packs and contents.",
    footer = {
      "",
      "Every case follows from its seed. A case on which the engines differ is made as small as it",
      "gets and, with `--save`, written as a case of the suite.",
      "",
      "Examples:",
      "  kt conformance hunt --json",
      "  kt conformance hunt --count 1000000 --seed 7 --save conformance-tests/cases",
      "",
      "Exit codes:",
      "  0    the engines agree on every case",
      "  1    the command line is wrong, or a case cannot be saved",
      "  3    the engines differ on a case",
      "  130  stopped by Ctrl-C while the engines agreed; what was compared until then is told",
    })
final class ConformanceHuntCommand implements Callable<Integer> {
  private static final int SHOWN_EVERY = 1_000;

  @Option(
      names = "--count",
      paramLabel = "<n>",
      description = "How many cases to generate. Default: 2000.")
  private long count = 2_000;

  @Option(names = "--seed", paramLabel = "<n>", description = "The first seed. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "How many differing cases end the hunt. Default: 5.")
  private int limit = 5;

  @Option(
      names = "--save",
      paramLabel = "<folder>",
      description = "A suite's folder to write differing cases to.")
  private @Nullable Path save;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Invocation invocation;

  ConformanceHuntCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (count < 1 || limit < 1) {
      throw new CommandFailedException("`--count` and `--limit` must be at least 1", null);
    }
    if (save != null) {
      Unwritable.checkFolder(save);
    }
    var scanners = new SharedScanners();
    var kinds = PolicyKinds.installed();
    var comparison =
        new EngineComparison(
            new PackCompiler(PackSchemas.installed()),
            PolicyEngines.named(PolicyEngines.DEFAULT, kinds, scanners),
            PolicyEngines.named("reference", kinds, scanners));
    invocation.stop().listen();
    DivergenceHunt.Result result =
        new DivergenceHunt(comparison).hunt(seed, count, limit, this::goOn);
    boolean stopped = invocation.stop().isAsked();
    for (Divergence divergence : result.divergences()) {
      report(divergence);
    }
    if (json) {
      invocation.out().println(toJson(result, stopped));
    } else {
      print(result, stopped);
    }
    if (!result.divergences().isEmpty()) {
      return ExitCode.EXPECTATION_FAILED;
    }
    return stopped ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private static int refused(DivergenceHunt.Result result) {
    return result.refused().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String toJson(DivergenceHunt.Result result, boolean stopped) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("partial").value(stopped);
    report.name("compared").value(result.compared());
    report.name("not_valid").value(refused(result));
    report.name("verdicts").beginObject();
    new TreeMap<>(result.decided())
        .forEach((verdict, times) -> report.name(verdict.toString()).value(times));
    report.endObject();
    report.name("differing").beginArray();
    for (Divergence divergence : result.divergences()) {
      report.beginObject();
      report.name("seed").value(divergence.seed());
      report.name("pack").value(divergence.pack());
      report.name("content").value(divergence.content().toString());
      report.endObject();
    }
    return report.endArray().endObject().toString();
  }

  private void print(DivergenceHunt.Result result, boolean stopped) {
    invocation
        .out()
        .printf(
            "%s compared, %d not valid, %s; verdicts %s%s%n",
            Counted.of(result.compared(), "case"),
            refused(result),
            Counted.of(result.divergences().size(), "differs", "differ"),
            new TreeMap<>(result.decided()),
            stopped ? "; stopped before the end" : "");
  }

  private void report(Divergence divergence) throws CommandFailedException {
    if (!json) {
      invocation
          .out()
          .printf(
              "seed %d differs%n%s%n%s%n%n",
              divergence.seed(), divergence.pack(), divergence.content());
    }
    if (save != null) {
      try {
        invocation.note("saved as " + DivergenceFolder.save(save, divergence));
      } catch (IOException e) {
        throw new CommandFailedException("`%s` cannot be written to".formatted(save), null);
      }
    }
  }

  private boolean goOn(long done) {
    if (done % SHOWN_EVERY == 0 && done < count) {
      invocation.note(done + " of " + count + " cases");
    }
    return !invocation.stop().isAsked();
  }
}
