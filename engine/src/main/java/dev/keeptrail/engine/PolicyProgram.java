package dev.keeptrail.engine;

import dev.keeptrail.engine.chain.AnswerStreams;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.plan.PackPlan;
import java.util.List;

/** A loaded plan. Safe for concurrent use; holds pooled sessions until closed. */
public interface PolicyProgram extends AutoCloseable {
  PackPlan plan();

  /** {@code sha256:} and 64 hex digits: which plan decided. */
  String planDigest();

  /**
   * Judges one phase: scan, rules, redactions. A function of plan and content alone. Never throws:
   * a failure is a fault of the decision, and blocks unless the fail mode says otherwise.
   */
  PhaseDecision evaluate(PhaseContent content);

  /** The same; a program that can measure its parts says how long they took. */
  default PhaseDecision evaluate(PhaseContent content, EvaluationTimes times) {
    return evaluate(content);
  }

  /**
   * How the texts of answers are judged while they come. A program that does not say judges whole
   * answers.
   */
  default AnswerStreams answers() {
    return AnswerStreams.wholeTexts(List.of("engine"));
  }

  @Override
  void close();
}
