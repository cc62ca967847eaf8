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

/**
 * Looks on while one exchange is judged. Changes nothing and never throws: what cannot be kept is
 * said to be missing. One use, one thread.
 */
public interface Recording {
  /** The program, looked on. */
  PolicyProgram program();

  /** A decision counts for the exchange's event. */
  void judged(PhaseDecision decision, List<Segment> segments);

  /** The pack judges no tools; what the request says of results may matter to another pack. */
  void toolResults(ModelRequest request);

  /** The same for the calls of an answer. */
  void toolCalls(ModelRequest request, ModelAnswer answer);

  /** Something else that the pack does not judge as it stands, and another pack may. */
  void unjudged(BodyTexts texts, List<Fact> facts);

  /** The exchange is over: what was seen waits for the event to be written. */
  void finished(DecisionEvent event);

  /** Nothing is kept. */
  static Recording none(PolicyProgram program) {
    return new NoRecording(program);
  }
}
