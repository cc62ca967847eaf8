package dev.keeptrail.cli;

import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.masking.MaskProof;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.CaseRunner;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.testfile.RequestFile;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that masking works on an input, or shows where it does not. */
@Command(
    name = "mask",
    description = "Show what of an input goes on once it is masked, and what is left in it.",
    footer = {
      "",
      "The pack judges the input as a gateway would. Texts as they go on are then looked at again: by",
      "the detectors of personal data, cards, health data and secrets, whatever the pack looks for, and",
      "for each text that was masked in another place. Markers do not count.",
      "",
      "Examples:",
      "  kt policy mask --input request.json",
      "  kt policy mask --input request.json --category pii.name --category secret --json",
      "",
      "Exit codes:",
      "  0    nothing is left, or nothing goes on",
      "  1    the command line is wrong, or a file cannot be used",
      "  2    the pack or the input has errors",
      "  3    something is left",
    })
final class PolicyMaskCommand implements Callable<Integer> {
  private static final List<String> SENSITIVE = List.of("pii", "pci", "phi", "secret");

  @Option(
      names = "--input",
      paramLabel = "<path>",
      required = true,
      description =
          "What is judged, in a form that `kt policy explain` reads; `-` for standard input.")
  private Path input = Path.of("");

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description = "The pack. Default: policy-config.yaml, or the only *.pack file here.")
  private @Nullable Path file;

  @Option(
      names = "--category",
      paramLabel = "<category>",
      split = ",",
      completionCandidates = Candidates.Categories.class,
      description =
          "What must not be left, with what is under it; several with commas. Default: pii, pci, phi and secret,"
              + " without what policies look for only when asked.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = "--min-score",
      paramLabel = "<score>",
      description = "Count findings from this score on, 0 to 1. Default: 0.5.")
  private double minScore = 0.5;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  PolicyMaskCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new CommandFailedException("`--min-score` is from 0 to 1", null);
    }
    Set<String> wanted = wanted();
    try (PlugIns plugIns = detectors.open(invocation)) {
      PackPlan plan = PackLoading.load(invocation, PackLocation.of(file, null).file(), plugIns);
      MaskReport report = judge(plan, Categories.scanner(wanted), plugIns);
      invocation.out().print(json ? report.json() : report.text());
      return report.left() == 0 ? ExitCode.OK : ExitCode.FOUND;
    }
  }

  private MaskReport judge(PackPlan plan, Scanner scanner, PlugIns plugIns)
      throws CommandFailedException {
    var request = RequestFile.read(PackLoading.readOther(invocation, input), null);
    var phases = TrialInputs.phases(invocation, input.toString(), request, plan);
    try (PolicyProgram program =
        PolicyEngines.named(PolicyEngines.DEFAULT)
            .load(plan, TestOptions.of(invocation, plugIns))) {
      var report = new MaskReport(categories);
      for (CaseRun.JudgedPhase phase : CaseRunner.run(program, phases).phases()) {
        Verdict verdict = phase.decision().verdict();
        boolean goesOn = verdict == Verdict.ALLOW || verdict == Verdict.REDACT;
        report.add(
            phase.decision(),
            goesOn ? MaskProof.of(phase.content(), phase.decision(), scanner, minScore) : null);
      }
      return report;
    } catch (PlanLoadException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private Set<String> wanted() throws CommandFailedException {
    if (categories.isEmpty()) {
      Set<String> usual = new TreeSet<>(Categories.usual());
      usual.removeIf(category -> !Categories.covers(SENSITIVE, category));
      return usual;
    }
    Set<String> known = Categories.branches();
    for (String category : categories) {
      if (!known.contains(category)) {
        throw new CommandFailedException(
            "there is no category `%s`".formatted(PrintableText.beginning(category)),
            MeantCategory.hint(category, known));
      }
    }
    return Categories.under(categories);
  }
}
