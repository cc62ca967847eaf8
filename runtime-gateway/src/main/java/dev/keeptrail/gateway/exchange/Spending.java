package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.tokens.TokenEstimate;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer took. Where the provider did not count, the gateway estimates and says so; rules
 * are told what was counted only.
 */
record Spending(DecisionEvent.Usage usage, DecisionEvent.Cost cost, List<Fact> facts) {
  /**
   * Counts an answer as the provider sent it.
   *
   * @param asked the model that the provider was asked for
   */
  static Spending of(ModelRequest request, ModelAnswer answered, String asked, PriceTable prices) {
    TokenCount counted = answered.tokens().orElse(null);
    TokenCount tokens = counted == null ? estimated(request, answered, asked) : counted;
    DecisionEvent.Cost cost = prices.cost(answered.model(), asked, tokens.priced());
    var usage =
        new DecisionEvent.Usage(
            tokens.input(),
            tokens.output(),
            tokens.total(),
            tokens.cachedInput(),
            tokens.reasoning(),
            counted == null);
    return new Spending(
        usage, cost, counted == null ? List.of() : List.of(SharedFacts.usage(counted, cost)));
  }

  /**
   * Estimates what an answer has taken that was stopped before its end.
   *
   * @param texts what came of it
   * @param told what the provider has counted so far; null for nothing
   * @param model that the provider says it used; null where it did not
   * @param asked the model that the provider was asked for
   */
  static Spending soFar(
      ModelRequest request,
      BodyTexts texts,
      @Nullable TokenCount told,
      @Nullable String model,
      String asked,
      PriceTable prices) {
    long output = TokenEstimate.of(texts, asked);
    TokenCount tokens =
        told == null
            ? new TokenCount(input(request, asked), output)
            : told.withOutput(Math.max(told.output(), output));
    DecisionEvent.Cost cost = prices.cost(model, asked, tokens.priced());
    var usage =
        new DecisionEvent.Usage(
            tokens.input(),
            tokens.output(),
            tokens.total(),
            tokens.cachedInput(),
            tokens.reasoning(),
            true);
    return new Spending(usage, cost, List.of());
  }

  private static long input(ModelRequest request, String asked) {
    return TokenEstimate.of(request.editedTexts(), asked) + request.tokenIds();
  }

  private static TokenCount estimated(ModelRequest request, ModelAnswer answered, String asked) {
    return new TokenCount(input(request, asked), TokenEstimate.of(answered.texts(), asked));
  }
}
