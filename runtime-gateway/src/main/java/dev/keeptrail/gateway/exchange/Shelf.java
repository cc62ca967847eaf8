package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.cache.AnswerCache;
import dev.keeptrail.gateway.cache.CacheKey;
import dev.keeptrail.gateway.cache.WholeAnswers;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.plan.ResponseCache;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one exchange looks for an answer that was kept, and leaves its own. What lies there is as
 * the provider said it, so it is judged again, for whoever gets it. One use, one thread.
 */
final class Shelf {
  private final AnswerCache cache;
  private final @Nullable ResponseCache limits;
  private final String plan;
  private final Claims claims;
  private @Nullable CacheKey key;

  /**
   * @param limits null keeps nothing
   * @param plan digest of the plan that judges
   */
  Shelf(AnswerCache cache, @Nullable ResponseCache limits, String plan, Claims claims) {
    this.cache = cache;
    this.limits = limits;
    this.plan = plan;
    this.claims = claims;
  }

  /** The answer that was kept for the request as it stands after its edits. */
  Optional<ModelAnswer> find(String target, String route, String model, ModelRequest request) {
    if (limits == null || !WholeAnswers.isRepeatable(request.tree())) {
      return Optional.empty();
    }
    var sought = CacheKey.of(tenant(claims), plan, target, route, model, request.tree());
    key = sought;
    return cache.find(sought).flatMap(bytes -> request.answer(bytes));
  }

  /** The answer as it came, before anything is edited; null when it is not to be kept. */
  byte @Nullable [] copy(ModelAnswer answered) {
    return key != null && WholeAnswers.isWhole(answered.tree())
        ? StrictJson.write(answered.tree())
        : null;
  }

  /** Leaves an answer that may be delivered. */
  void leave(byte @Nullable [] copy) {
    if (copy != null && key != null && limits != null) {
      cache.keep(key, copy, limits);
    }
  }

  /** Another target answers than the one whose answer was sought: its answer is not for all. */
  void forget() {
    key = null;
  }

  /**
   * Who shares answers: a team, or else the holders of one key, or else one user; all callers where
   * nobody knows any of it.
   */
  private static String tenant(Claims claims) {
    if (claims.team() != null) {
      return "team " + Whose.name(claims.org(), claims.team());
    }
    if (claims.shown() != null) {
      return "key " + claims.shown().id();
    }
    return claims.user() == null ? "everybody" : "user " + Whose.name(claims.org(), claims.user());
  }
}
