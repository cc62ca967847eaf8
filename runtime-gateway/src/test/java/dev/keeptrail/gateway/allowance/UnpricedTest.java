package dev.keeptrail.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnpricedTest {
  private static final Budget STRICT = new Budget(Budget.Scope.USER, 1, Budget.Window.DAY, false);
  private static final Budget EASY = new Budget(Budget.Scope.TEAM, 1, Budget.Window.DAY, true);

  @Test
  void namesTheModelsThatBudgetsRefuse() {
    assertThat(models(EASY, STRICT)).containsExactly("homegrown", "our-model");
    assertThat(models(EASY)).isEmpty();
    assertThat(models()).isEmpty();
  }

  @Test
  void showsOnlySoMuchOfANameThatACallerChose() {
    assertThat(Unpriced.refusal("m".repeat(50_000)).message())
        .startsWith("no price is known for `" + "m".repeat(80) + "...`")
        .hasSizeLessThan(300);
  }

  private static List<String> models(Budget... budgets) {
    var limits = new LimitsPlan(RateLimits.NONE, List.of(budgets), null);
    var plan =
        new PackPlan(
            new PackIdentity("p", "1.0.0", true, null),
            List.of(
                target("a", "our-model"),
                target("b", "homegrown"),
                target("c", "gpt-4o"),
                target("d", "our-model"),
                new ProviderPlan("e", "simulated", null, null, null)),
            List.of(),
            GatewayPlan.DEFAULT.withLimits(limits));
    return Unpriced.models(plan, PriceTable.bundled());
  }

  private static ProviderPlan target(String id, String model) {
    return new ProviderPlan(id, "simulated", model, null, null);
  }
}
