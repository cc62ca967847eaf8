package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;

/** The request as a whole; exactly one in a session. */
final class RequestFact extends SessionFact {
  private static final int MODEL = fieldOf(FactType.REQUEST, "model");
  private static final int PROVIDER = fieldOf(FactType.REQUEST, "provider");
  private static final int ROUTE = fieldOf(FactType.REQUEST, "route");
  private static final int STREAM = fieldOf(FactType.REQUEST, "stream");

  private final RequestFacts request;
  private final String phase;

  RequestFact(Evaluation evaluation, RequestFacts request, String phase) {
    super(evaluation, 0);
    this.request = request;
    this.phase = phase;
  }

  @Override
  FactType type() {
    return FactType.REQUEST;
  }

  @Override
  String text(int field) {
    if (field == MODEL) {
      return request.model();
    }
    if (field == PROVIDER) {
      return request.provider();
    }
    return field == ROUTE ? request.route() : phase;
  }

  @Override
  Value value(int field) {
    return field == STREAM ? new Value.Truth(request.stream()) : textOf(text(field));
  }
}
