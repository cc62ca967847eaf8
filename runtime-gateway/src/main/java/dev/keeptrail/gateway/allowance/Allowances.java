package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.limits.RateLimiter;
import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.tokens.TokenEstimate;
import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Takes what a request needs of its caller's limits before it is judged, and puts it right when it
 * is known what it took. Thread-safe.
 */
public final class Allowances {
  private static final long MILLION = 1_000_000L;

  private static final Refusal UNRECORDED =
      Refusal.of(
          503,
          ErrorType.INTERNAL_ERROR,
          "budget_unavailable",
          "spending could not be written down, so nothing is asked; try again later");

  private final RateLimiter rates;
  private final Budgets budgets;
  private final PriceTable prices;
  private final GatewayMetrics metrics;

  public Allowances(RateLimiter rates, Budgets budgets, PriceTable prices, GatewayMetrics metrics) {
    this.rates = rates;
    this.budgets = budgets;
    this.prices = prices;
    this.metrics = metrics;
  }

  /** Whether spending can be written down, without which nothing that costs is asked. */
  public boolean recordsSpending() {
    return budgets.isWritable();
  }

  /**
   * Takes what a request is expected to need of the limits of the pack it is served with.
   *
   * @param headers what the caller is told about its limits, also where it is refused
   * @throws RefusedException with status 429 when there is not enough
   */
  public Grant take(
      Serving serving, ModelRequest request, Claims caller, BiConsumer<String, String> headers)
      throws RefusedException {
    LimitsPlan limits = serving.program().plan().gateway().limits();
    if (limits.equals(LimitsPlan.NONE)) {
      return Grant.UNLIMITED;
    }
    long tokens = countsTokens(limits.rates()) ? expected(serving, request) : 0;
    RateLimiter.Pass pass = pass(limits.rates(), serving.group(), caller, tokens, headers);
    boolean allIsSeen = SeenAnswers.are(serving.runner().models(request.model()), request);
    return new Grant(pass, budgets, reserve(serving, request, caller, pass), allIsSeen);
  }

  /**
   * Takes what a request needs that asks no model: it counts as one, has no tokens, and costs
   * nothing that anybody knows.
   *
   * @param headers what the caller is told about its limits, also where it is refused
   * @throws RefusedException with status 429 when there is not enough
   */
  public Grant take(Serving serving, Claims caller, BiConsumer<String, String> headers)
      throws RefusedException {
    LimitsPlan limits = serving.program().plan().gateway().limits();
    return limits.equals(LimitsPlan.NONE)
        ? Grant.UNLIMITED
        : new Grant(
            pass(limits.rates(), serving.group(), caller, 0, headers),
            budgets,
            Budgets.Reservation.NOTHING,
            true);
  }

  private RateLimiter.Pass pass(
      RateLimits limits,
      String group,
      Claims caller,
      long tokens,
      BiConsumer<String, String> headers)
      throws RefusedException {
    RateLimiter.Result result = rates.enter(limits, group, caller, tokens);
    result.state().headers().forEach(headers);
    return switch (result) {
      case RateLimiter.Result.Passed passed -> passed.pass();
      case RateLimiter.Result.Refused refused -> {
        metrics.limited(refused.scope(), refused.limit());
        retryHeaders(refused.nanos()).forEach(headers);
        throw new RefusedException(refusal(refused));
      }
    };
  }

  private Budgets.Reservation reserve(
      Serving serving, ModelRequest request, Claims caller, RateLimiter.Pass pass)
      throws RefusedException {
    List<Budget> limits = serving.program().plan().gateway().limits().budgets();
    if (limits.isEmpty()) {
      return Budgets.Reservation.NOTHING;
    }
    Ceiling ceiling = Ceiling.of(serving.runner().models(request.model()), request, prices);
    String unpriced = ceiling.unpriced();
    if (unpriced != null && Unpriced.refused(limits)) {
      pass.undo();
      metrics.limited("budget", "unpriced");
      throw new RefusedException(Unpriced.refusal(unpriced));
    }
    return switch (budgets.reserve(limits, caller, ceiling.nanos())) {
      case Budgets.Result.Reserved(var reservation) -> reservation;
      case Budgets.Result.Spent(var budget) -> {
        pass.undo();
        metrics.limited("budget", budget.scope().word());
        throw new RefusedException(
            Refusal.of(429, ErrorType.RATE_LIMIT, Refusal.BUDGET_EXCEEDED, Budgets.message(budget))
                .limitedBy(budget.scope().word() + " budget"));
      }
      case Budgets.Result.Unrecorded _ -> {
        pass.undo();
        throw new RefusedException(UNRECORDED);
      }
    };
  }

  private static boolean countsTokens(RateLimits rates) {
    return Stream.of(rates.perKey(), rates.perUser(), rates.perTeam(), rates.global())
        .map(RateLimit::tpm)
        .anyMatch(tpm -> tpm != null);
  }

  /**
   * Those of the request, and as many as it lets the answer have, where it says so, but no more
   * than the models that may be asked can give.
   */
  private long expected(Serving serving, ModelRequest request) {
    return TokenEstimate.of(request.texts(), request.model())
        + request.tokenIds()
        + answer(serving, request);
  }

  private long answer(Serving serving, ModelRequest request) {
    OptionalLong allowed = AnswerTokens.allowed(request);
    if (allowed.isEmpty()) {
      return 0;
    }
    int choices = AnswerTokens.choices(request);
    return serving.runner().models(request.model()).stream()
        .mapToLong(model -> prices.longest(model, allowed.getAsLong(), choices))
        .max()
        .orElse(allowed.getAsLong());
  }

  private static Map<String, String> retryHeaders(long nanos) {
    return Map.of("retry-after-ms", Long.toString((nanos + MILLION - 1) / MILLION));
  }

  private static Refusal refusal(RateLimiter.Result.Refused refused) {
    String message =
        "the limit `%s` of `%s` is reached; try again later"
            .formatted(refused.limit(), refused.scope());
    long seconds = Math.max(1, (refused.nanos() + 999_999_999L) / 1_000_000_000L);
    return Refusal.of(429, ErrorType.RATE_LIMIT, "rate_limited", message)
        .retryAfter(Long.toString(seconds))
        .limitedBy(refused.scope() + ' ' + refused.limit());
  }
}
