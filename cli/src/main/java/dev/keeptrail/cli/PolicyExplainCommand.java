package dev.keeptrail.cli;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.explain.Explainer;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.explain.ExplanationJson;
import dev.keeptrail.engine.explain.ExplanationText;
import dev.keeptrail.engine.packtest.CaseInputs;
import dev.keeptrail.engine.packtest.PackTests;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.chat.JudgedBodies;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.testfile.RequestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says why a pack decides an input as it does. */
@Command(
    name = "explain",
    description = "Show which rules matched an input, which nearly did, and why.",
    footer = {
      "",
      "The input is a chat completion request, a test of a test file (without `expected`, too), or a",
      "list of segments with facts. A rule nearly matched when all but one of its conditions held;",
      "that one is shown in its source with the values that it saw.",
      "",
      "Examples:",
      "  kt policy explain --input request.json",
      "  kt policy explain --input request.json --file packs/payments-guard/payments-guard.pack",
      "  kt policy explain --input request.json --phase input --json",
      "",
      "Exit codes:",
      "  0    explained, whatever was decided",
      "  1    the command line is wrong, or a file cannot be read",
      "  2    the pack or the input has errors",
    })
final class PolicyExplainCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      paramLabel = "<path>",
      required = true,
      description = "What is judged; `-` reads standard input.")
  private Path input = Path.of("");

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description = "The pack. Default: policy-config.yaml, or the only *.pack file here.")
  private @Nullable Path file;

  @Option(
      names = "--phase",
      paramLabel = "input|tool|output",
      converter = Words.Phases.class,
      completionCandidates = Words.Phases.class,
      description = "Explain this phase only. Default: every phase that the input reaches.")
  private @Nullable Phase phase;

  @Option(names = "--json", description = "Print the explanation as JSON.")
  private boolean json;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  PolicyExplainCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try (PlugIns plugIns = detectors.open(invocation)) {
      return explain(plugIns);
    }
  }

  private int explain(PlugIns plugIns) throws CommandFailedException {
    Path packFile = PackLocation.of(file, null).file();
    CompiledPack pack = PackLoading.compile(invocation, packFile, plugIns);
    PackPlan plan = pack.plan();
    if (plan == null) {
      invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
      return ExitCode.PACK_ERRORS;
    }
    SourceReading reading = PackLoading.readOther(invocation, input);
    RequestFile request = RequestFile.read(reading, phase);
    PackTests tests =
        PackTests.check(request.tests(), request.problems(), plan, new JudgedBodies());
    if (tests.hasProblems()) {
      invocation.err().print(new FrameRenderer(false).render(tests.problems()));
      return ExitCode.PACK_ERRORS;
    }
    if (tests.cases().size() != 1) {
      throw new CommandFailedException(
          "`%s` holds %d tests, and one can be explained".formatted(input, tests.cases().size()),
          "put it into a file of its own");
    }
    List<Explanation> explanations =
        explain(pack, plan, tests.cases().getFirst().phases(), plugIns);
    invocation
        .out()
        .print(
            json
                ? ExplanationJson.of(explanations)
                : new ExplanationText(invocation.colour()).of(explanations)
                    + "\n"
                    + closing(explanations));
    return ExitCode.OK;
  }

  /** What was looked at, and how the decision is held fast. */
  private static String closing(List<Explanation> explanations) {
    long policies = explanations.stream().mapToLong(one -> one.policies().size()).sum();
    long fired = explanations.stream().mapToLong(one -> one.fired().count()).sum();
    long near = explanations.stream().mapToLong(one -> one.nearMisses().size()).sum();
    String all =
        "explained %s of %s: %s fired, %d nearly matched"
            .formatted(
                count(policies, "policy", "policies"),
                count(explanations.size(), "phase", "phases"),
                count(fired, "rule", "rules"),
                near);
    return all + "\nto hold it fast, put the input with what is `expected` into a file in tests/\n";
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private List<Explanation> explain(
      CompiledPack pack, PackPlan plan, List<CaseInputs.PhaseInput> phases, PlugIns plugIns)
      throws CommandFailedException {
    List<Explanation> explanations = new ArrayList<>();
    EngineOptions options = TestOptions.of(invocation, plugIns);
    try (var explainer = new Explainer(plan, pack.rules(), options)) {
      for (CaseInputs.PhaseInput reached : phases) {
        Explanation explanation = explainer.explain(reached.content());
        explanations.add(explanation);
        if (explanation.stops()) {
          break;
        }
      }
      return explanations;
    } catch (PlanLoadException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }
}
