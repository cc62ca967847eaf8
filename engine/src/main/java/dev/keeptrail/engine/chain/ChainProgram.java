package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.EvaluationTimes;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Coverage;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.StandIns;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.StreamingMode;
import dev.keeptrail.language.rule.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The frame around a loaded plan that is the same for every engine: scan, coverage, disabled packs,
 * and the last catch. Safe for concurrent use.
 */
public final class ChainProgram implements PolicyProgram {
  private final PackPlan plan;
  private final String planDigest;
  private final FailMode failMode;
  private final boolean remembers;
  private final Map<Phase, Stage> stages;
  private final AnswerStreams answers;
  private final Comparing comparing;

  private ChainProgram(
      PackPlan plan, EngineOptions options, Map<Phase, Stage> stages, Comparing comparing) {
    this.comparing = comparing;
    this.plan = plan;
    this.planDigest = PlanDigest.of(plan);
    this.failMode = options.failMode();
    this.remembers = options.remembers();
    this.stages = stages;
    Stage output = stages.get(Phase.OUTPUT);
    this.answers =
        output == null || !plan.pack().enabled()
            ? AnswerStreams.untouched().unless(plan.pack().enabled() ? buffering(plan) : List.of())
            : AnswerStreams.of(output.chain(), output.scanner(), output.runner(), failMode)
                .unless(buffering(plan));
  }

  /** Which policies want whole answers, in words for operators. */
  private static List<String> buffering(PackPlan plan) {
    return plan.chain().stream()
        .filter(policy -> policy.streaming() == StreamingMode.BUFFERED)
        .map(policy -> "streaming_mode of policy " + policy.name())
        .toList();
  }

  @Override
  public AnswerStreams answers() {
    return answers;
  }

  /**
   * Makes each phase's scanner and runner.
   *
   * @throws PlanLoadException when a phase asks for what no detector reports
   */
  public static ChainProgram load(
      PackPlan plan,
      Map<Phase, ChainSpec> chains,
      EngineOptions options,
      ScannerFactory scanners,
      Function<ChainSpec, ChainRunner> runners)
      throws PlanLoadException {
    var comparing = Comparing.open(chains.values(), options);
    try {
      Map<Phase, Stage> stages = new EnumMap<>(Phase.class);
      for (ChainSpec chain : chains.values()) {
        stages.put(
            chain.phase(),
            new Stage(
                chain,
                new CallChecks(chain),
                new AnswerChecks(chain),
                new Opinions(chain),
                scanner(chain, scanners, comparing.with(options.plugIns(), chain)),
                runners.apply(chain)));
      }
      return new ChainProgram(plan, options, stages, comparing);
    } catch (PlanLoadException e) {
      comparing.close();
      throw e;
    }
  }

  @Override
  public PackPlan plan() {
    return plan;
  }

  @Override
  public String planDigest() {
    return planDigest;
  }

  @Override
  public PhaseDecision evaluate(PhaseContent content) {
    return evaluate(content, EvaluationTimes.UNTOLD);
  }

  @Override
  public PhaseDecision evaluate(PhaseContent content, EvaluationTimes times) {
    Stage stage = stages.get(content.phase());
    if (!plan.pack().enabled() || stage == null) {
      String reason = plan.pack().enabled() ? Decisions.ALL_PASSED : Decisions.DISABLED;
      return decision(content, ScanResult.NONE, Decisions.untouched(reason));
    }
    ScanResult scan = ScanResult.NONE;
    try {
      long start = System.nanoTime();
      scan =
          stage
              .scanner()
              .scan(remembers ? ScannedContent.remembered(content) : ScannedContent.of(content));
      times.scanned(content.phase(), System.nanoTime() - start);
      PhaseContent checked = stage.answers().applied(stage.checks().applied(content, times), times);
      PhaseContent first = stage.opinions().without(checked);
      ChainResult result = stage.runner().run(new PhaseInput(first, scan, failMode, times));
      List<Fact> opinions = stage.opinions().on(result, checked);
      if (!opinions.isEmpty()) {
        PhaseContent known =
            first.knowing(Stream.concat(first.facts().stream(), opinions.stream()).toList());
        result = stage.runner().run(new PhaseInput(known, scan, failMode));
      }
      return decision(content, scan, result);
    } catch (RuntimeException | StackOverflowError e) {
      return decision(content, scan, Decisions.failed(stage.chain(), failMode, e));
    }
  }

  @Override
  public void close() {
    stages.values().forEach(stage -> stage.runner().close());
    comparing.close();
  }

  private static PhaseDecision decision(PhaseContent content, ScanResult scan, ChainResult result) {
    long characters = 0;
    for (Segment segment : content.segments()) {
      characters += segment.text().length();
    }
    return new PhaseDecision(
        content.phase(),
        result.verdict(),
        result.reasonCode(),
        result.decisivePolicy(),
        result.message(),
        result.policies(),
        scan.findings(),
        StandIns.settle(content, result.redactions()),
        result.faults(),
        new Coverage(
            content.segments().size(), characters, scan.scannedCharacters(), content.unscanned()),
        result.trace(),
        result.assignee(),
        result.tags());
  }

  private static Scanner scanner(ChainSpec chain, ScannerFactory scanners, List<PlugIn> plugIns)
      throws PlanLoadException {
    ScanRequest request = chain.scan();
    if (request.equals(ScanRequest.NOTHING)) {
      return input -> ScanResult.NONE;
    }
    try {
      return scanners.scanner(request, plugIns);
    } catch (IllegalArgumentException e) {
      throw new PlanLoadException(
          "the detectors of this installation do not fit the pack: " + e.getMessage());
    }
  }

  private record Stage(
      ChainSpec chain,
      CallChecks checks,
      AnswerChecks answers,
      Opinions opinions,
      Scanner scanner,
      ChainRunner runner) {}
}
