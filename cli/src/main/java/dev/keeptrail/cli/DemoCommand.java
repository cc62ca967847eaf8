package dev.keeptrail.cli;

import dev.keeptrail.cli.demo.Demo;
import dev.keeptrail.cli.demo.DemoFailedException;
import dev.keeptrail.cli.demo.DemoResult;
import dev.keeptrail.cli.demo.DemoScript;
import dev.keeptrail.cli.demo.DemoStep;
import dev.keeptrail.language.plan.PackPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole line at work: a gateway, real requests, recorded decisions. */
@Command(
    name = "demo",
    description = "Send a few requests through a gateway and show what is decided.",
    footer = {
      "",
      "Starts a gateway with the bundled pack audit-trail-example on a free loopback port, with a",
      "provider inside the process and the ledger in a temporary folder. Needs no key and no network.",
      "",
      "Examples:",
      "  kt demo",
      "  kt demo --json",
      "  kt demo --keep",
      "",
      "Exit codes:",
      "  0    everything came out as it should",
      "  1    the command line is wrong, or the gateway could not start",
      "  3    something was not as expected",
    })
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Option(names = "--keep", description = "Keep the temporary ledger and say where it is.")
  private boolean keep;

  private final Invocation invocation;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, IOException, InterruptedException {
    Logging.begin(invocation.environment(), null);
    BundledPack pack = BundledPack.auditTrailExample();
    PackPlan plan = SimulatedTargets.of(pack.plan());
    try (TemporaryFolder ledger = folder();
        Demo demo =
            Demo.start(plan, pack.sources(), ledger.path(), OpenAdministration.operator())) {
      var report = new DemoReport(invocation, json);
      report.begin(demo);
      List<DemoResult> results = new ArrayList<>();
      for (DemoStep step : DemoScript.steps()) {
        DemoResult result = demo.run(step);
        results.add(result);
        report.result(results.size(), result);
      }
      report.end(demo, results, keep ? ledger.path() : null);
      boolean allExpected = results.stream().allMatch(DemoResult::asExpected);
      return allExpected ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    } catch (DemoFailedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private TemporaryFolder folder() throws CommandFailedException {
    try {
      return TemporaryFolder.create("keeptrail-demo", keep);
    } catch (IOException unwritable) {
      throw new CommandFailedException(
          "the demo's ledger cannot be made in `%s`".formatted(TemporaryFolder.place()),
          "in a container with a read-only file system, mount something there: --tmpfs /tmp");
    }
  }
}
