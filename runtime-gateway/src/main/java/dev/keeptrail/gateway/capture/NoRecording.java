package dev.keeptrail.gateway.capture;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;

/** Looks away. */
record NoRecording(PolicyProgram program) implements Recording {
  @Override
  public void judged(PhaseDecision decision, List<Segment> segments) {
    // Not kept.
  }

  @Override
  public void toolResults(ModelRequest request) {
    // Not kept.
  }

  @Override
  public void toolCalls(ModelRequest request, ModelAnswer answer) {
    // Not kept.
  }

  @Override
  public void unjudged(BodyTexts texts, List<Fact> facts) {
    // Not kept.
  }

  @Override
  public void finished(DecisionEvent event) {
    // Not kept.
  }
}
