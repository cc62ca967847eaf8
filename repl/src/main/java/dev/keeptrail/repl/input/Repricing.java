package dev.keeptrail.repl.input;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes of recorded exchanges what they would have been at other prices: the cost in the event, and
 * {@code usage(cost_usd)}, which rules read. Exchanges without counted tokens stay as they are.
 * Thread-safe.
 */
public final class Repricing {
  private static final String COST = "cost_usd";

  private final Pricing pricing;
  private final AtomicLong unpriced = new AtomicLong();

  public Repricing(Pricing pricing) {
    this.pricing = pricing;
  }

  /** How many exchanges had counted tokens and no price. */
  public long unpriced() {
    return unpriced.get();
  }

  /** The same exchange at the other prices. */
  public ReplayCase of(ReplayCase recorded) {
    DecisionEvent event = recorded.event();
    DecisionEvent.Usage usage = event == null ? null : event.usage();
    if (event == null || usage == null) {
      return recorded;
    }
    DecisionEvent.Cost cost = pricing.cost(event, usage);
    if (cost.totalUsd() == null) {
      unpriced.incrementAndGet();
    }
    CapturedExchange exchange = recorded.exchange();
    return new ReplayCase(
        recorded.id(),
        event.withCost(cost),
        exchange == null ? null : repriced(exchange, cost.totalUsd()),
        recorded.missing());
  }

  private static CapturedExchange repriced(CapturedExchange exchange, @Nullable Double usd) {
    return new CapturedExchange(
        exchange.mode(), exchange.phases().stream().map(phase -> repriced(phase, usd)).toList());
  }

  private static CapturedPhase repriced(CapturedPhase phase, @Nullable Double usd) {
    PhaseContent content = phase.content();
    if (content.facts().stream().noneMatch(fact -> fact.type() == FactType.USAGE)) {
      return phase;
    }
    var other =
        new PhaseContent(
            content.phase(),
            content.request(),
            content.segments(),
            content.facts().stream().map(fact -> repriced(fact, usd)).toList(),
            content.unscanned(),
            content.references());
    return new CapturedPhase(
        other,
        phase.asked(),
        phase.findings(),
        phase.sensitive(),
        phase.masked(),
        phase.faulted(),
        phase.decided());
  }

  private static Fact repriced(Fact fact, @Nullable Double usd) {
    if (fact.type() != FactType.USAGE) {
      return fact;
    }
    Map<String, Value> fields = new HashMap<>(fact.fields());
    if (usd == null) {
      fields.remove(COST);
    } else {
      fields.put(COST, new Value.Decimal(usd));
    }
    return new Fact(fact.type(), fact.pointer(), fields);
  }
}
