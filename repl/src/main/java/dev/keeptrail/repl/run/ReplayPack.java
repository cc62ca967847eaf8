package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.explain.RuleSources;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.judge.Course;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.RecordedTrial;
import dev.keeptrail.repl.judge.RuleName;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import org.jspecify.annotations.Nullable;

/**
 * A pack that takes part in a replay.
 *
 * @param sources where its rules are written; null where only its plan is at hand
 * @param file where it was read from, as it was named; empty where that is not known
 */
public record ReplayPack(JudgedPack judged, @Nullable RuleSources sources, String file)
    implements AutoCloseable {
  private static final int MAX_LINE = 200;

  /** A pack with the sources it was compiled from. */
  public static ReplayPack of(JudgedPack judged, CompiledPack pack) {
    return new ReplayPack(
        judged, new RuleSources(judged.plan(), pack.rules()), pack.layers().getFirst().name());
  }

  /** A pack of which only the plan is at hand. */
  public static ReplayPack of(JudgedPack judged, String file) {
    return new ReplayPack(judged, null, file);
  }

  /** What reports call it. */
  public PackName name() {
    PackPlan plan = judged.plan();
    return new PackName(plan.pack().name(), plan.pack().version(), judged.planDigest(), file);
  }

  /** Holds what it would have decided against what was recorded. */
  public Comparison compare(@Nullable DecisionEvent event, CapturedExchange exchange) {
    return compare(event, exchange, Course.of(event, exchange));
  }

  /** Holds what it would have decided of an exchange that goes so against what was recorded. */
  Comparison compare(@Nullable DecisionEvent event, CapturedExchange exchange, Course course) {
    Judgement before = RecordedTrial.of(event, exchange);
    return switch (before) {
      case Judgement.NotReplayable(String needs) -> Comparison.notReplayable(needs);
      case Judgement.Judged _ -> Comparison.of(before, judged.judge(exchange, course));
    };
  }

  /** A rule that fired, with its place where it is the author's own. */
  public RuleRef rule(Trial.Step step) {
    return placed(unplaced(step));
  }

  /** A rule, whether it fired or not, and where it is written. */
  public RuleRef rule(RuleName rule) {
    return placed(new RuleRef(rule.policy(), rule.rule(), "", "", ""));
  }

  private RuleRef placed(RuleRef unplaced) {
    RuleSources known = sources;
    return known == null
        ? unplaced
        : known
            .source(unplaced.policy(), unplaced.rule())
            .map(source -> placed(unplaced, source.decl().span()))
            .orElse(unplaced);
  }

  /** A rule that fired, of a pack whose sources are not at hand. */
  public static RuleRef unplaced(Trial.Step step) {
    return new RuleRef(step.fired().policy(), step.fired().rule(), step.fired().effect(), "", "");
  }

  private static RuleRef placed(RuleRef rule, Span span) {
    SourceText source = span.source();
    String line = source.lineText(span.line()).strip();
    return new RuleRef(
        rule.policy(),
        rule.rule(),
        rule.effect(),
        "%s:%d:%d".formatted(source.name(), span.line(), span.column()),
        FrameRenderer.safe(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line));
  }

  @Override
  public void close() {
    judged.close();
  }
}
