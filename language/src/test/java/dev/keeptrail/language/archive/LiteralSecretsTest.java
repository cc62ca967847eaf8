package dev.keeptrail.language.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.SecretRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No setting takes a secret itself today; none that did tomorrow could travel. */
final class LiteralSecretsTest {
  @Test
  void findsASecretHoweverDeepItLies() {
    var secret = new PlanValue.Secret(new SecretRef.Literal("s"));
    var reference = new PlanValue.Secret(new SecretRef.Env("KEY"));

    assertThat(LiteralSecrets.in(plan(secret))).isTrue();
    assertThat(LiteralSecrets.in(plan(new PlanValue.Sequence(List.of(reference, secret)))))
        .isTrue();
    assertThat(LiteralSecrets.in(plan(new PlanValue.Mapping(Map.of("key", secret))))).isTrue();
    assertThat(LiteralSecrets.in(plan(reference))).isFalse();
    assertThat(LiteralSecrets.in(plan(new PlanValue.Text("s")))).isFalse();
  }

  private static PackPlan plan(PlanValue value) {
    var settings = new PlanValue.Mapping(Map.of("setting", value));
    return new PackPlan(
        new PackIdentity("p", "1.0.0", true, null),
        List.of(),
        List.of(new PolicyPlan("p", "p", PolicyMode.ENFORCE, settings)),
        GatewayPlan.DEFAULT);
  }
}
