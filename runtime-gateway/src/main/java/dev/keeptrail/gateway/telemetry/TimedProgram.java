package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.AnswerStreams;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.plan.PackPlan;

/** A program whose phases are timed, and what of them can be told apart. */
public record TimedProgram(PolicyProgram program, GatewayMetrics metrics) implements PolicyProgram {
  @Override
  public PackPlan plan() {
    return program.plan();
  }

  @Override
  public String planDigest() {
    return program.planDigest();
  }

  @Override
  public PhaseDecision evaluate(PhaseContent content) {
    long start = System.nanoTime();
    PhaseDecision decision = program.evaluate(content, metrics.times());
    metrics.evaluated(content.phase(), System.nanoTime() - start);
    return decision;
  }

  @Override
  public AnswerStreams answers() {
    return program.answers();
  }

  @Override
  public void close() {
    program.close();
  }
}
