package dev.keeptrail.cli;

import dev.keeptrail.gateway.trial.DecisionChange;
import dev.keeptrail.language.diff.DiffReport;
import dev.keeptrail.language.diff.PlanDiff;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two packs by what they mean. */
@Command(
    name = "diff",
    description = "Show what two packs mean differently, and what they decide differently.",
    footer = {
      "",
      "Each pack is a source in text or YAML, a compiled pack (*.ktpack), or the digest of a plan that",
      "was in force, as events and the trail name it: then the ledger has it. Comments, order of",
      "settings and notation make no difference; defaults count with the values they have.",
      "",
      "With --on, both packs judge every *.json, *.yaml and *.yml file of the folder in all phases that",
      "it reaches: a chat completion request, a test (`expected` may be left out), or segments with",
      "facts, as for `kt policy explain`. A change is tightened or weakened (another verdict),",
      "redaction (something else is masked) or reason_only.",
      "",
      "Examples:",
      "  kt policy diff old.yaml new.yaml",
      "  kt policy diff small-1.0.0.ktpack policy-config.yaml --exit-code",
      "  kt policy diff old.yaml new.yaml --on requests --json",
      "  kt policy diff sha256:4f0c... policy-config.yaml",
      "",
      "Exit codes:",
      "  0    compared",
      "  1    the command line is wrong, a file cannot be read, or the ledger has no such plan",
      "  2    a pack or an input has errors, or a compiled pack is refused",
      "  3    with --exit-code: the plans differ; with --on as well, a decision differs",
    })
final class PolicyDiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<before>", description = "The one pack.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "<after>", description = "The other pack.")
  private Path after = Path.of("");

  @Option(
      names = "--on",
      paramLabel = "<folder>",
      description = "Also compare what the packs decide on the inputs in this folder.")
  private @Nullable Path requests;

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  @Option(names = "--exit-code", description = "Exit with 3 when there is a difference.")
  private boolean exitCode;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  PolicyDiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    PackPlan one = plan(before);
    PackPlan other = plan(after);
    PlanDiff diff = PlanDiff.between(one, other);
    @Nullable List<DecisionChange> decisions =
        requests == null ? null : new DecisionTrials(invocation, requests).compare(one, other);
    invocation.out().print(json ? toJson(diff, decisions) : toText(diff, decisions));
    boolean different =
        decisions == null
            ? !diff.isSame()
            : decisions.stream().anyMatch(change -> change.sort() != DecisionChange.Sort.SAME);
    return exitCode && different ? ExitCode.DIFFERENT : ExitCode.OK;
  }

  private PackPlan plan(Path file) throws CommandFailedException {
    String name = file.toString();
    if (name.startsWith(KeptPlans.DIGEST)) {
      return KeptPlans.find(ledger.folder(invocation), name, invocation);
    }
    return ArchiveFiles.isArchive(file)
        ? ArchiveFiles.plan(file, ArchiveFiles.read(file))
        : PackLoading.load(invocation, file);
  }

  private static String toText(PlanDiff diff, @Nullable List<DecisionChange> decisions) {
    return DiffReport.text(diff)
        + (decisions == null ? "" : "\n" + DecisionTrials.toText(decisions));
  }

  private static String toJson(PlanDiff diff, @Nullable List<DecisionChange> decisions) {
    JsonWriter report = JsonWriter.indented().beginObject();
    DiffReport.write(diff, report);
    if (decisions != null) {
      DecisionTrials.write(decisions, report);
    }
    return report.endObject() + "\n";
  }
}
