package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Target;
import java.util.List;

/**
 * Who a request is meant for, and what policies know of it on that account.
 *
 * @param model what the target is asked for
 * @param shared what every phase knows
 */
record Addressee(Target target, String model, RequestFacts facts, List<Fact> shared) {
  Addressee {
    shared = List.copyOf(shared);
  }

  static Addressee of(Target target, ModelRequest request, Protocol protocol, Claims claims) {
    String model = modelFor(target, request);
    return new Addressee(
        target,
        model,
        new RequestFacts(request.model(), target.id(), protocol.route(), request.streams()),
        SharedFacts.of(claims, target, model, request.turns()));
  }

  /** The model that a target is asked for. */
  static String modelFor(Target target, ModelRequest request) {
    String own = target.model();
    return own == null ? request.model() : own;
  }
}
