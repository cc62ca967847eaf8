package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.money.Usd;
import dev.keeptrail.gateway.tokens.TokenEstimate;
import dev.keeptrail.ledger.price.PriceTable;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The most that asking once can cost: by the model with the highest price among those that may be
 * asked.
 *
 * @param nanos thousand-millionths of a dollar, models without a price left aside
 * @param unpriced the first of them, in the order of names, that has none; null when all have one
 */
record Ceiling(long nanos, @Nullable String unpriced) {
  /**
   * The most that a request can cost.
   *
   * @param candidates the models that it may be sent to
   */
  static Ceiling of(Set<String> candidates, ModelRequest request, PriceTable prices) {
    Set<String> models = new TreeSet<>(candidates);
    OptionalLong allowed = AnswerTokens.allowed(request);
    Long output = allowed.isPresent() ? Long.valueOf(allowed.getAsLong()) : null;
    int choices = AnswerTokens.choices(request);
    long most = 0;
    String unpriced = null;
    for (String model : models) {
      long input = TokenEstimate.of(request.texts(), model) + request.tokenIds();
      Optional<BigDecimal> due = prices.most(model, input, output, choices);
      most = Math.max(most, due.map(Usd::nanos).orElse(0L));
      if (due.isEmpty() && unpriced == null) {
        unpriced = model;
      }
    }
    return new Ceiling(most, unpriced);
  }
}
