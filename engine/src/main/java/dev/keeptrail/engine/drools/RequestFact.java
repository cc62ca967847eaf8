package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.exchange.RequestFacts;

/** The request as a whole; exactly one in a session. */
final class RequestFact implements Fact {
  private final Evaluation evaluation;
  private final RequestFacts request;
  private final String phase;

  RequestFact(Evaluation evaluation, RequestFacts request, String phase) {
    this.evaluation = evaluation;
    this.request = request;
    this.phase = phase;
  }

  @Override
  public Evaluation evaluation() {
    return evaluation;
  }

  @Override
  public int index() {
    return NO_FINDING;
  }

  RequestFacts request() {
    return request;
  }

  String phase() {
    return phase;
  }
}
