package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.conformance.ContentJson;
import dev.keeptrail.engine.conformance.SubjectException;
import dev.keeptrail.engine.decision.DecisionJson;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.engine.trace.TraceJson;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.language.source.SourceText;
import java.util.Optional;

/**
 * Runs a case on two engines, and on the oracle once more with the plan as its canonical form is
 * read back: what has one digest decides alike. Safe for one thread.
 */
public final class EngineComparison {
  private static final String SECRET = "a key for tests only";

  private final PackCompiler compiler;
  private final PolicyEngine judged;
  private final PolicyEngine oracle;

  /**
   * @param judged the engine that is tried
   * @param oracle the one that is taken to be right
   */
  public EngineComparison(PackCompiler compiler, PolicyEngine judged, PolicyEngine oracle) {
    this.compiler = compiler;
    this.judged = judged;
    this.oracle = oracle;
  }

  /** What comes of a case on both engines. */
  sealed interface Outcome {
    /** They agree. */
    record Same(String decision) implements Outcome {}

    /** They do not. */
    record Different(String judged, String oracle) implements Outcome {}

    /** The pack has errors, so there is nothing to compare. */
    record NoPack(String problem) implements Outcome {}
  }

  Outcome compare(GeneratedCase given) {
    CompiledPack pack = compiler.compileText(new SourceText("pack.pack", given.packText()));
    PackPlan plan = pack.plan();
    if (plan == null) {
      return new Outcome.NoPack(firstError(pack));
    }
    try {
      ContentJson content = ContentJson.read(given.contentText());
      String one = tell(judged, plan, content);
      String other = tell(oracle, plan, content);
      if (!one.equals(other)) {
        return new Outcome.Different(one, other);
      }
      String again = tell(oracle, readBack(plan), content);
      return again.equals(other)
          ? new Outcome.Same(other)
          : new Outcome.Different("of the plan as it is read back\n" + again, other);
    } catch (SubjectException e) {
      return new Outcome.NoPack(String.valueOf(e.getMessage()));
    }
  }

  private static String tell(PolicyEngine engine, PackPlan plan, ContentJson content) {
    var options = new EngineOptions(content.failMode(), _ -> Optional.of(SECRET));
    try (PolicyProgram program = engine.load(plan, options)) {
      PhaseDecision decision = program.evaluate(content.phase());
      return DecisionJson.of(
              decision, Redactions.apply(content.phase().segments(), decision.redactions()))
          + TraceJson.of(decision.trace());
    } catch (PlanLoadException e) {
      return "refused: " + e.getMessage();
    }
  }

  /** Another plan of the same digest, which may differ in nothing that a decision shows. */
  private static PackPlan readBack(PackPlan plan) {
    try {
      return PlanReader.read(PlanJson.canonical(plan));
    } catch (PlanFormatException e) {
      throw new IllegalStateException("a plan that cannot be read back", e);
    }
  }

  private static String firstError(CompiledPack pack) {
    return pack.diagnostics().stream()
        .filter(d -> d.severity() == dev.keeptrail.language.diagnostic.Severity.ERROR)
        .map(Diagnostic::message)
        .findFirst()
        .orElse("no plan");
  }
}
