package dev.keeptrail.gateway.limits;

import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Whose;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.RateLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds callers to the pack's rate limits, the most specific first. What is taken for one scope is
 * given back when another has not enough, so a refused request costs nothing. Whoever has no name
 * in a scope shares the allowance of all who have none. Limits outlive the pack: one that stays the
 * same goes on where it was. Thread-safe.
 */
public final class RateLimiter {
  private static final String NOBODY = "-";

  private final MinuteMeters meters;
  private final ParallelCounts parallel = new ParallelCounts();

  public RateLimiter(MinuteMeters meters) {
    this.meters = meters;
  }

  /** What became of wanting to ask. */
  public sealed interface Result {
    RateState state();

    /** The request may go on; the pass is to be closed when it is over. */
    record Passed(Pass pass, RateState state) implements Result {}

    /**
     * It may not.
     *
     * @param scope such as {@code per_key}
     * @param limit such as {@code rpm}
     * @param nanos after which it may be worth another try
     */
    record Refused(String scope, String limit, long nanos, RateState state) implements Result {}
  }

  private record Scope(String name, String whose, RateLimit limit) {
    String meter(String what) {
      return name + ' ' + what + ' ' + whose;
    }
  }

  /**
   * Takes what a request needs.
   *
   * @param group the consumer group whose pack has the limits, so that `global` is about its
   *     callers; empty for the common pack
   * @param tokens how many it is expected to take
   */
  public Result enter(RateLimits limits, String group, Claims caller, long tokens) {
    var pass = new Pass();
    var state = new RateState();
    for (Scope scope : scopes(limits, group, caller)) {
      Result.Refused refused = enter(scope, tokens, pass, state);
      if (refused != null) {
        pass.undo();
        return refused;
      }
    }
    return new Result.Passed(pass, state);
  }

  private static List<Scope> scopes(RateLimits limits, String group, Claims caller) {
    if (limits.equals(RateLimits.NONE)) {
      return List.of();
    }
    List<Scope> scopes = new ArrayList<>(4);
    add(scopes, "per_key", Whose.key(caller), limits.perKey());
    add(scopes, "per_user", Whose.user(caller), limits.perUser());
    add(scopes, "per_team", Whose.team(caller), limits.perTeam());
    add(scopes, "global", group.isEmpty() ? null : Whose.name(null, group), limits.global());
    return scopes;
  }

  private static void add(
      List<Scope> scopes, String name, @Nullable String whose, RateLimit limit) {
    if (!limit.equals(RateLimit.NONE)) {
      scopes.add(new Scope(name, whose == null ? NOBODY : whose, limit));
    }
  }

  private Result.@Nullable Refused enter(Scope scope, long tokens, Pass pass, RateState state) {
    Integer most = scope.limit().maxParallel();
    if (most != null) {
      String whose = scope.meter("parallel");
      if (!parallel.enter(whose, most)) {
        return new Result.Refused(scope.name(), "max_parallel_requests", 1_000_000_000L, state);
      }
      pass.entered(whose);
    }
    Result.Refused refused = take(scope, "rpm", scope.limit().rpm(), 1, pass, state);
    return refused == null ? take(scope, "tpm", scope.limit().tpm(), tokens, pass, state) : refused;
  }

  private Result.@Nullable Refused take(
      Scope scope,
      String limit,
      @Nullable Integer perMinute,
      long wanted,
      Pass pass,
      RateState state) {
    if (perMinute == null) {
      return null;
    }
    long amount = Math.min(wanted, perMinute);
    String meter = scope.meter(limit);
    MinuteMeters.Reading reading = meters.take(meter, perMinute, amount);
    state.read(limit, perMinute, reading);
    if (!reading.taken()) {
      return new Result.Refused(scope.name(), limit, reading.nanosToWait(), state);
    }
    pass.took(meter, perMinute, amount, limit.equals("tpm"));
    return null;
  }

  /** How many are inside somewhere; for tests of whether all leave again. */
  public int inside() {
    return parallel.size();
  }

  private record Taking(String meter, long perMinute, long amount, boolean tokens) {}

  /** What one request took. One thread at a time; closing it twice does nothing. */
  public final class Pass implements AutoCloseable {
    private final List<Taking> taken = new ArrayList<>(4);
    private final List<String> entered = new ArrayList<>(4);

    private Pass() {}

    private void took(String meter, long perMinute, long amount, boolean tokens) {
      taken.add(new Taking(meter, perMinute, amount, tokens));
    }

    private void entered(String whose) {
      entered.add(whose);
    }

    /** Gives everything back: the request goes nowhere. */
    public void undo() {
      taken.forEach(one -> meters.correct(one.meter(), one.perMinute(), -one.amount()));
      taken.clear();
      close();
    }

    /** Says how many tokens it really were. */
    public void used(long tokens) {
      taken.stream()
          .filter(Taking::tokens)
          .forEach(one -> meters.correct(one.meter(), one.perMinute(), tokens - one.amount()));
      taken.removeIf(Taking::tokens);
    }

    /** The request is over, however it ended. */
    @Override
    public void close() {
      entered.forEach(parallel::leave);
      entered.clear();
    }
  }
}
