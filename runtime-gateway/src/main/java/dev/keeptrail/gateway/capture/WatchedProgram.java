package dev.keeptrail.gateway.capture;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.AnswerStreams;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.plan.PackPlan;
import java.util.function.BiConsumer;

/** A program that tells what it was asked and what it said. Closing it closes nothing. */
record WatchedProgram(PolicyProgram program, BiConsumer<PhaseContent, PhaseDecision> watcher)
    implements PolicyProgram {
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
    PhaseDecision decision = program.evaluate(content);
    watcher.accept(content, decision);
    return decision;
  }

  @Override
  public AnswerStreams answers() {
    return program.answers();
  }

  @Override
  public void close() {
    // The program is whoever's it was before.
  }
}
