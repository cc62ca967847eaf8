package dev.keeptrail.language.layer;

import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.RateLimit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares limits of requests and of money with those of the layers below. */
final class LimitsComparison {
  private final Reports reports;

  LimitsComparison(Reports reports) {
    this.reports = reports;
  }

  void compare(LimitsPlan below, LimitsPlan above) {
    rates("per_key", below.rates().perKey(), above.rates().perKey());
    rates("per_user", below.rates().perUser(), above.rates().perUser());
    rates("per_team", below.rates().perTeam(), above.rates().perTeam());
    rates("global", below.rates().global(), above.rates().global());
    below.budgets().forEach(budget -> budget(budget, above.budgets()));
  }

  private void rates(String scope, RateLimit below, RateLimit above) {
    rate(scope, "rpm", below.rpm(), above.rpm());
    rate(scope, "tpm", below.tpm(), above.tpm());
    rate(scope, "max_parallel_requests", below.maxParallel(), above.maxParallel());
  }

  private void rate(String scope, String what, @Nullable Integer below, @Nullable Integer above) {
    if (below == null || (above != null && above <= below)) {
      return;
    }
    String name = "`rate_limits." + scope + "." + what + "`";
    reports.add(
        List.of("rate_limits", scope, what),
        above == null
            ? name + " is no limit here, and " + below + " in the layers below"
            : name + " is " + above + " here, and " + below + " in the layers below");
  }

  private void budget(Budget below, List<Budget> above) {
    List<Budget> same =
        above.stream()
            .filter(one -> one.scope() == below.scope() && one.window() == below.window())
            .toList();
    String name = "the budget of a " + below.scope().word() + span(below);
    if (same.isEmpty()) {
      reports.add(List.of("budgets"), name + " is left out here, and stands in the layers below");
      return;
    }
    Optional<Budget> asStrict = same.stream().filter(one -> one.usd() <= below.usd()).findFirst();
    if (asStrict.isEmpty()) {
      double least = same.stream().mapToDouble(Budget::usd).min().orElseThrow();
      reports.add(
          List.of("budgets"),
          "%s is %s USD here, and %s in the layers below"
              .formatted(name, Weakening.shown(least), Weakening.shown(below.usd())));
    }
    if (isPriced(below) && same.stream().noneMatch(LimitsComparison::isPriced)) {
      reports.add(
          List.of("budgets"),
          name + " lets models without a price pass here, and refuses them in the layers below");
    }
  }

  private static String span(Budget budget) {
    return switch (budget.window()) {
      case DAY -> " for a day";
      case MONTH -> " for a month";
      case TOTAL -> " for good";
    };
  }

  private static boolean isPriced(Budget budget) {
    return !budget.unpriced();
  }
}
