package dev.keeptrail.engine.capture;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.Value;
import java.util.Optional;

/**
 * The placeholders of one exchange: what it looks like with them, and what they make of any other
 * value of it, such as one that a rule has read. For showing exchanges to people. One thread.
 */
public final class ExchangeMask {
  private final CapturedExchange exchange;
  private final MaskedFacts facts;

  ExchangeMask(CapturedExchange exchange, MaskedFacts facts) {
    this.exchange = exchange;
    this.facts = facts;
  }

  /**
   * Masks an exchange; one that was kept with placeholders stays as it is. Empty when there are so
   * many sensitive values that masking them all would take too long.
   */
  public static Optional<ExchangeMask> of(CapturedExchange exchange) {
    Optional<ExchangeMask> mask = CaptureMask.whole(exchange);
    return exchange.mode() == CaptureMode.REDACTED
        ? mask.map(made -> new ExchangeMask(exchange, made.facts))
        : mask;
  }

  /** The exchange with placeholders. */
  public CapturedExchange exchange() {
    return exchange;
  }

  /** A value with the same placeholders for the same things. */
  public Value mask(Value value) {
    return facts.masked(value);
  }
}
