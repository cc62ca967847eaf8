package dev.keeptrail.repl.judge;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.explain.Explainer;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.kind.bundled.FlaggedReview;
import dev.keeptrail.engine.listing.AnswerPart;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.engine.plugin.Embedders;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.engine.redaction.StandIns;
import dev.keeptrail.engine.reference.RuleObserver;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.rule.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pack that judges captured exchanges as the gateway would have, phase by phase, and ends where
 * it would. Thread-safe.
 */
public final class JudgedPack implements AutoCloseable {
  /** What the gateway says when it refuses parts that nobody can look at. */
  public static final String UNSCANNABLE = "gateway.unscannable_part";

  private final PolicyProgram program;
  private final ScanDesk desk;
  private final Map<Phase, MaskedReads> reads;
  private final List<RuleName> rules;
  private final FindingsFrom findings;
  private final boolean governsTools;
  private final ToolVisibility visibility;
  private final EngineOptions options;

  private JudgedPack(
      PolicyProgram program,
      EngineOptions options,
      ScanDesk desk,
      Map<Phase, MaskedReads> reads,
      List<RuleName> rules,
      FindingsFrom findings,
      boolean governsTools) {
    this.visibility = ToolVisibility.of(program.plan());
    this.program = program;
    this.options = options;
    this.desk = desk;
    this.reads = reads;
    this.rules = rules;
    this.findings = findings;
    this.governsTools = governsTools;
  }

  /**
   * Loads a plan.
   *
   * @param engine the word of one of {@link PolicyEngines}
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public static JudgedPack load(
      PackPlan plan, String engine, FindingsFrom findings, List<PlugIn> plugIns)
      throws PlanLoadException {
    return load(plan, ProgramLoading.named(engine), findings, plugIns, true);
  }

  /**
   * Loads a plan whose rules are watched at work.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public static JudgedPack observed(
      PackPlan plan, FindingsFrom findings, List<PlugIn> plugIns, RuleObserver observer)
      throws PlanLoadException {
    return load(plan, ProgramLoading.observed(observer), findings, plugIns, true);
  }

  /**
   * Loads a plan that is judged with beside live traffic: recorded findings answer where the scan
   * looked for the same, and no plug-in is asked.
   *
   * @param engine the word of one of {@link PolicyEngines}
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public static JudgedPack besideTraffic(PackPlan plan, String engine, List<PlugIn> plugIns)
      throws PlanLoadException {
    return load(plan, ProgramLoading.named(engine), FindingsFrom.RECORDED, plugIns, false);
  }

  private static JudgedPack load(
      PackPlan plan,
      ProgramLoading loading,
      FindingsFrom findings,
      List<PlugIn> plugIns,
      boolean asksPlugIns)
      throws PlanLoadException {
    var desk = new ScanDesk();
    var options =
        new EngineOptions(FailMode.BLOCK, new StandInSecrets(), plugIns)
            .withEmbedders(Embedders.recorded());
    List<PlugIn> asked = asksPlugIns ? plugIns : List.of();
    Map<Phase, ChainSpec> chains =
        new ChainLowering(PolicyKinds.installed()).lower(plan, options.secrets());
    Map<Phase, MaskedReads> reads = new EnumMap<>(Phase.class);
    chains.forEach((phase, chain) -> reads.put(phase, MaskedReads.of(chain)));
    ChainSpec tools = chains.get(Phase.TOOL);
    PolicyProgram program =
        loading.load(
            plan, (request, given) -> new CapturedScanner(desk, request, given, asked), options);
    return new JudgedPack(
        program,
        options,
        desk,
        reads,
        RuleName.of(plan, chains.values()),
        findings,
        plan.pack().enabled() && tools != null && !tools.policies().isEmpty());
  }

  /** All rules that can fire, in the order of the chain. */
  public List<RuleName> rules() {
    return rules;
  }

  public PackPlan plan() {
    return program.plan();
  }

  public String planDigest() {
    return program.planDigest();
  }

  /** Judges an exchange as it went. */
  public Judgement judge(CapturedExchange exchange, Course course) {
    return watch(exchange, course, _ -> {});
  }

  /**
   * Judges an exchange and shows each phase to whoever watches.
   *
   * @param watcher is told of a phase once it is known that the exchange answers what is asked
   */
  public Judgement watch(CapturedExchange exchange, Course course, Consumer<JudgedPhase> watcher) {
    return walk(exchange, course, program::evaluate, watcher, true);
  }

  /**
   * Why an exchange is decided so: the explanation of each phase goes to the watcher. Nothing is
   * explained of an exchange that is not replayable.
   *
   * @param rules where the author's rules are written
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public Judgement explain(
      CapturedExchange exchange,
      Course course,
      List<RuleSource> rules,
      Consumer<Explanation> watcher)
      throws PlanLoadException {
    Judgement judged = judge(exchange, course);
    if (judged instanceof Judgement.NotReplayable) {
      return judged;
    }
    var engine =
        PolicyEngines.observed(
            (request, given) -> new CapturedScanner(desk, request, given, options.plugIns()));
    try (var explainer = new Explainer(plan(), rules, options, engine)) {
      // WHY: rules that are tried in part, to see how nearly they matched, may ask for more.
      return walk(
          exchange,
          course,
          content -> {
            Explanation explanation = explained(explainer, content).under(course.approval());
            watcher.accept(explanation);
            return explanation.decision();
          },
          _ -> {},
          false);
    }
  }

  private static Explanation explained(Explainer explainer, PhaseContent content) {
    try {
      return explainer.explain(content);
    } catch (PlanLoadException unloadable) {
      throw new IllegalStateException("a part of a plan that was loaded", unloadable);
    }
  }

  private Judgement walk(
      CapturedExchange exchange,
      Course course,
      Function<PhaseContent, PhaseDecision> evaluation,
      Consumer<JudgedPhase> watcher,
      boolean answersAll) {
    var draft = new TrialDraft();
    var parts = new AnswerParts();
    Pseudonyms pseudonyms = Pseudonyms.UNKEYED;
    for (int i = 0; i < exchange.phases().size() && !draft.isEnded(); i++) {
      CapturedPhase phase = exchange.phases().get(i);
      AnswerPart part = AnswerPart.of(phase.content()).orElse(null);
      boolean skipped =
          part == null
              ? phase.content().phase() == Phase.TOOL && !governsTools
              : parts.isRemoved(part);
      if (skipped) {
        continue;
      }
      if (phase.faulted()) {
        return new Judgement.NotReplayable("an evaluation without failures when it was recorded");
      }
      String masked = masked(phase);
      if (masked != null) {
        return new Judgement.NotReplayable(masked);
      }
      if (part != null && AnswerPart.isQuestion(phase.content())) {
        parts.look(part, phase.content(), visibility);
        continue;
      }
      PhaseContent content =
          phase.content().under(phase.isOfAnswer() ? pseudonyms.closed() : pseudonyms);
      desk.open(phase, takesRecorded(exchange));
      PhaseDecision decision;
      Optional<String> need;
      try {
        decision = course.approval().lift(evaluation.apply(content));
      } finally {
        need = desk.close();
      }
      if (answersAll && need.isPresent()) {
        return new Judgement.NotReplayable(need.get());
      }
      Optional<String> unasked = FlaggedReview.wantsOpinion(decision);
      if (answersAll && unasked.isPresent()) {
        return new Judgement.NotReplayable(
            "an opinion of the judge that policy `" + unasked.get() + "` asks");
      }
      watcher.accept(new JudgedPhase(content, decision));
      draft.judged(i, phase, CapturedDecision.of(decision));
      draft.faults(decision.faults().size());
      if (part != null) {
        parts.judged(part, decision);
      }
      if (refusesUnscanned(content)) {
        if (part == null) {
          draft.refused(UNSCANNABLE);
        } else {
          parts.unscannable(part);
        }
      }
      pseudonyms = pseudonyms.with(StandIns.issued(content, decision.redactions()));
    }
    parts.settle(draft);
    return new Judgement.Judged(draft.trial(course.complete() && !parts.isOpen()));
  }

  private @Nullable String masked(CapturedPhase phase) {
    MaskedReads read = reads.get(phase.content().phase());
    return !plan().pack().enabled() || read == null ? null : read.in(phase).orElse(null);
  }

  private boolean takesRecorded(CapturedExchange exchange) {
    return switch (findings) {
      case RECORDED -> true;
      case FRESH -> false;
      case AUTO -> exchange.mode() == CaptureMode.REDACTED;
    };
  }

  private boolean refusesUnscanned(PhaseContent content) {
    return plan().gateway().onUnscannable() == OnUnscannable.BLOCK
        && content.unscanned().stream()
            .map(Unscanned::reason)
            .anyMatch(why -> !why.equals("logprobs"));
  }

  @Override
  public void close() {
    visibility.close();
    program.close();
  }
}
