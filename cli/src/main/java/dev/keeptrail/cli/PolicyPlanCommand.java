package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a pack means once it is checked and every default is filled in. */
@Command(
    name = "plan",
    description = "Show what a pack means, with every default filled in.",
    footer = {
      "",
      "The plan goes to standard output, problems of the pack to standard error. Packs that mean the",
      "same have the same digest; every event of a gateway carries it.",
      "",
      "Examples:",
      "  kt policy plan --file policy-config.yaml",
      "  kt policy plan --file policy-config.yaml --digest",
      "  kt policy plan --file policy-config.yaml --file production.yaml",
      "  kt policy plan --file policy-config.yaml --canonical | sha256sum",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or the file cannot be read",
      "  2    the pack has errors",
    })
final class PolicyPlanCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack; `-` reads standard input. Repeatable: each further file is laid over those"
              + " before it. Default: policy-config.yaml, or the only *.pack file here.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--canonical",
      description = "Print canonical JSON (RFC 8785) without a line end: what the digest is of.")
  private boolean canonical;

  @Option(names = "--digest", description = "Print the plan's digest instead of the plan.")
  private boolean digest;

  private final Invocation invocation;

  PolicyPlanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (digest && canonical) {
      throw new CommandFailedException("`--digest` and `--canonical` exclude each other", null);
    }
    List<Path> layers = PackLocation.layers(files);
    PackPlan plan = PackLoading.load(invocation, layers, PlugIns.none());
    if (digest) {
      invocation.out().println(PlanDigest.of(plan));
    } else if (canonical) {
      invocation.out().print(PlanJson.canonical(plan));
    } else {
      invocation.out().println(PlanJson.pretty(plan));
    }
    return ExitCode.OK;
  }
}
