package dev.keeptrail.language.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says about how much callers may ask and spend, and about answers that are kept.
 *
 * @param cache null when none are kept
 */
public record LimitsPlan(RateLimits rates, List<Budget> budgets, @Nullable ResponseCache cache) {
  public static final LimitsPlan NONE = new LimitsPlan(RateLimits.NONE, List.of(), null);

  public LimitsPlan {
    budgets = List.copyOf(budgets);
  }
}
