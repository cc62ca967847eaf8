package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.LimitSettings;
import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.language.plan.ResponseCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes limits of what a pack says about them. */
final class LimitsChecker {
  private final Problems problems;

  LimitsChecker(Problems problems) {
    this.problems = problems;
  }

  LimitsPlan check(CheckedBlock section) {
    return new LimitsPlan(
        rates(mapping(section.values(), "rate_limits")), budgets(section), cache(section));
  }

  private List<Budget> budgets(CheckedBlock section) {
    List<Budget> budgets = new ArrayList<>();
    if (section.values().entries().get("budgets") instanceof PlanValue.Sequence written) {
      for (PlanValue item : written.items()) {
        if (item instanceof PlanValue.Mapping budget) {
          budget(section, budget).ifPresent(budgets::add);
        }
      }
    }
    return budgets;
  }

  private Optional<Budget> budget(CheckedBlock section, PlanValue.Mapping budget) {
    Optional<Budget.Scope> scope = Budget.Scope.of(text(budget, "scope"));
    Optional<Budget.Window> window = Budget.Window.of(text(budget, "window"));
    if (budget.entries().get("usd") instanceof PlanValue.Decimal usd
        && scope.isPresent()
        && window.isPresent()) {
      boolean unpriced = text(budget, "unpriced").equals(LimitSettings.ALLOW_UNPRICED);
      return Optional.of(new Budget(scope.get(), usd.value(), window.get(), unpriced));
    }
    problems.add(
        DiagnosticCode.MISSING_KEY,
        section.keySpan("budgets"),
        section.path("budgets"),
        "a budget lacks `scope` or `usd`",
        "write it as `{scope: team, usd: 100, window: month}`");
    return Optional.empty();
  }

  private static @Nullable ResponseCache cache(CheckedBlock section) {
    PlanValue.Mapping cache = mapping(section.values(), "response_cache");
    boolean off = new PlanValue.Bool(false).equals(cache.entries().get("enabled"));
    if (!section.has("response_cache") || off) {
      return null;
    }
    return new ResponseCache(
        whole(cache, "ttl_seconds", LimitSettings.DEFAULT_TTL_SECONDS),
        whole(cache, "max_entries", LimitSettings.DEFAULT_ENTRIES),
        whole(cache, "max_entry_size_bytes", LimitSettings.DEFAULT_ENTRY_BYTES));
  }

  private static int whole(PlanValue.Mapping values, String name, int otherwise) {
    Integer written = whole(values, name);
    return written == null ? otherwise : written;
  }

  private static String text(PlanValue.Mapping values, String name) {
    return values.entries().get(name) instanceof PlanValue.Text text ? text.value() : "";
  }

  private static RateLimits rates(PlanValue.Mapping rates) {
    return new RateLimits(
        limit(rates, "per_key"),
        limit(rates, "per_user"),
        limit(rates, "per_team"),
        limit(rates, "global"));
  }

  private static RateLimit limit(PlanValue.Mapping rates, String name) {
    PlanValue.Mapping limit = mapping(rates, name);
    return new RateLimit(
        whole(limit, "rpm"), whole(limit, "tpm"), whole(limit, "max_parallel_requests"));
  }

  private static PlanValue.Mapping mapping(PlanValue.Mapping values, String name) {
    return values.entries().get(name) instanceof PlanValue.Mapping mapping
        ? mapping
        : PlanValue.Mapping.EMPTY;
  }

  private static @Nullable Integer whole(PlanValue.Mapping values, String name) {
    return values.entries().get(name) instanceof PlanValue.Int number
        ? Integer.valueOf((int) number.value())
        : null;
  }
}
