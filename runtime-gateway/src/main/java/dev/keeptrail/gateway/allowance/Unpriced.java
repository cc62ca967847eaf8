package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.List;
import java.util.Objects;

/** Models without a price where a pack has budgets, which do not count what nobody knows. */
public final class Unpriced {
  /** Of a name that a caller chose, this much is shown. */
  private static final int SHOWN = 80;

  private Unpriced() {}

  /** The models that targets of a pack set and requests for which its budgets refuse. */
  public static List<String> models(PackPlan plan, PriceTable prices) {
    return refused(plan.gateway().limits().budgets())
        ? plan.providers().stream()
            .map(ProviderPlan::model)
            .filter(Objects::nonNull)
            .filter(model -> prices.listed(model).isEmpty())
            .distinct()
            .sorted()
            .toList()
        : List.of();
  }

  /** One of those, as an operator is told of it. */
  public static String problem(String model) {
    return "no price is known for `%s`, so budgets refuse what may be sent to it".formatted(model);
  }

  /** Whether one of the budgets lets no model without a price be asked. */
  static boolean refused(List<Budget> budgets) {
    return !budgets.stream().allMatch(Budget::unpriced);
  }

  static Refusal refusal(String model) {
    String shown =
        model.codePointCount(0, model.length()) <= SHOWN
            ? model
            : model.substring(0, model.offsetByCodePoints(0, SHOWN)) + "...";
    // WHY: many clients repeat a 503 whatever else the answer says, and no repetition mends this.
    return Refusal.invalid(
        Refusal.PRICE_UNKNOWN,
        ("no price is known for `%s`, which this may be sent to, so no budget can be kept to; tell"
                + " the gateway's operator")
            .formatted(shown),
        "model");
  }
}
