package dev.keeptrail.cli;

import dev.keeptrail.language.diff.DiffReport;
import dev.keeptrail.language.diff.PlanDiff;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what a running gateway serves with a pack. */
@Command(
    name = "diff",
    description = "Show what a pack would change in a running gateway.",
    footer = {
      "",
      "The pack is a source in text or YAML, or a compiled pack (*.ktpack).",
      "",
      "Examples:",
      "  kt gateway diff policy-config.yaml",
      "  kt gateway diff partners.yaml --group partners",
      "  kt gateway diff small-1.1.0.ktpack --exit-code",
      "",
      "Exit codes:",
      "  0    compared",
      "  1    the command line is wrong, or no such gateway answers",
      "  2    the pack has errors, or the compiled pack is refused",
      "  3    with --exit-code: the plans differ",
    })
final class GatewayDiffCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<pack>",
      description =
          "The pack to compare with. Default: policy-config.yaml, or the only *.pack file here.")
  private @Nullable Path named;

  @Option(
      names = "--group",
      paramLabel = "<group>",
      description =
          "Compare with the pack of this consumer group. Default: the pack for everybody.")
  private @Nullable String group;

  @Mixin private RunningGateway gateway = new RunningGateway();

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  @Option(names = "--exit-code", description = "Exit with 3 when there is a difference.")
  private boolean exitCode;

  private final Invocation invocation;

  GatewayDiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Path pack = PackLocation.file(named);
    PackPlan served = served();
    PackPlan next =
        ArchiveFiles.isArchive(pack)
            ? ArchiveFiles.plan(pack, ArchiveFiles.read(pack))
            : PackLoading.load(invocation, pack);
    PlanDiff diff = PlanDiff.between(served, next);
    if (SimulatedTargets.areAllOf(served) && !SimulatedTargets.areAllOf(next)) {
      invocation.note(
          "kt: the gateway answers for every provider itself, as with `--simulate`; differences of"
              + " providers come of that");
    }
    invocation.out().print(json ? toJson(diff) : DiffReport.text(diff));
    return exitCode && !diff.isSame() ? ExitCode.DIFFERENT : ExitCode.OK;
  }

  private PackPlan served() throws CommandFailedException, InterruptedException {
    try {
      return PlanReader.read(gateway.get(invocation, path()).text());
    } catch (PlanFormatException malformed) {
      throw new CommandFailedException(
          "the gateway serves a plan that this version cannot read", null);
    }
  }

  private String path() {
    String plan = "/keeptrusts/config/plan";
    return group == null
        ? plan
        : plan + "?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8);
  }

  private static String toJson(PlanDiff diff) {
    JsonWriter report = JsonWriter.indented().beginObject();
    DiffReport.write(diff, report);
    return report.endObject() + "\n";
  }
}
