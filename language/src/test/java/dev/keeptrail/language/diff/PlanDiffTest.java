package dev.keeptrail.language.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RefusedRepeats;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanDiffTest {
  private static final PolicyPlan AUDIT = policy("audit-logger", Map.of());
  private static final PolicyPlan PII =
      policy(
          "pii-detector",
          Map.of(
              "action",
              new PlanValue.Text("redact"),
              "terms",
              new PlanValue.Sequence(List.of(new PlanValue.Text("a"), new PlanValue.Text("b")))));
  private static final PolicyPlan DLP = policy("dlp-filter", Map.of());

  @Test
  void equalPlansHaveNoDifference() {
    PlanDiff diff = PlanDiff.between(plan(PII, AUDIT), plan(PII, AUDIT));

    assertThat(diff.isSame()).isTrue();
    assertThat(diff.changes()).isEmpty();
  }

  @Test
  void namesTheFewestPoliciesThatMoved() {
    assertThat(shown(plan(PII, DLP, AUDIT), plan(DLP, AUDIT, PII)))
        .containsExactly("policy pii-detector", "  ~ moved from place 1 to 3");
  }

  @Test
  void tellsNewPoliciesFromRenamedOnes() {
    PolicyPlan renamed = new PolicyPlan("masking", PII.kind(), PII.mode(), PII.settings());

    assertThat(shown(plan(PII, AUDIT), plan(renamed, DLP)))
        .containsExactly(
            "policy audit-logger",
            "  - removed, kind \"audit-logger\"",
            "policy masking",
            "  ~ renamed from \"pii-detector\"",
            "policy dlp-filter",
            "  + added, kind \"dlp-filter\"");
  }

  @Test
  void showsSettingsFieldByFieldAndListsElementByElement() {
    PolicyPlan changed =
        policy(
            "pii-detector",
            Map.of(
                "action",
                new PlanValue.Text("block"),
                "terms",
                new PlanValue.Sequence(List.of(new PlanValue.Text("b"), new PlanValue.Text("c")))));

    assertThat(shown(plan(PII), plan(changed)))
        .containsExactlyInAnyOrder(
            "policy pii-detector",
            "  ~ action \"redact\" -> \"block\"",
            "  - terms \"a\"",
            "  + terms \"c\"");
  }

  @Test
  void showsWhatChangedInARule() {
    assertThat(shown(plan(rules(10_000, "wire.large")), plan(rules(500, "wire.any"))))
        .containsExactly(
            "policy wires",
            "  ~ rule large when tool_call(name == \"wire\", tool_call.arguments.amount > 10000)"
                + " -> tool_call(name == \"wire\", tool_call.arguments.amount > 500)",
            "  ~ rule large then block \"wire.large\" -> block \"wire.any\"");
  }

  @Test
  void showsEnforcementPhasesProvidersAndGateway() {
    PolicyPlan shadowed =
        new PolicyPlan(
            "pii-detector",
            "pii-detector",
            PolicyMode.SHADOW,
            List.of(Phase.INPUT),
            PII.settings(),
            List.of());
    PackPlan after =
        new PackPlan(
            new PackIdentity("p", "2.0.0", false, "why"),
            List.of(
                new ProviderPlan("main", "openai", "m2", null, new SecretRef.Env("KEY")),
                new ProviderPlan("spare", "simulated", null, null, null)),
            List.of(shadowed),
            new GatewayPlan(403, OnUnscannable.BLOCK).withRepeats(new RefusedRepeats(60, 2)));

    assertThat(shown(plan(PII), after))
        .containsExactly(
            "pack",
            "  ~ version \"1.0.0\" -> \"2.0.0\"",
            "  ~ enabled true -> false",
            "  + description \"why\"",
            "provider spare",
            "  + added, provider \"simulated\"",
            "provider main",
            "  ~ model \"m\" -> \"m2\"",
            "  + secret {\"env\":\"KEY\"}",
            "policy pii-detector",
            "  ~ enforcement \"enforce\" -> \"shadow\"",
            "  + on input",
            "gateway",
            "  ~ block_status 409 -> 403",
            "  ~ on_unscannable allow -> block",
            "  ~ refused_repeats.seconds 0 -> 60",
            "  ~ refused_repeats.tries 1 -> 2");
  }

  private static List<String> shown(PackPlan before, PackPlan after) {
    return DiffReport.text(PlanDiff.between(before, after))
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  private static PolicyPlan policy(String kind, Map<String, PlanValue> settings) {
    return new PolicyPlan(kind, kind, PolicyMode.ENFORCE, new PlanValue.Mapping(settings));
  }

  private static PolicyPlan rules(double limit, String reason) {
    Expr amount = new Expr.Field(0, "arguments", List.of(new PathStep.Member("amount")));
    Rule rule =
        Rule.of(
            "large",
            List.of(
                Condition.match(
                    FactType.TOOL_CALL,
                    List.of(
                        new Constraint.Equal("name", "wire"),
                        new Constraint.Test(
                            new Expr.Compare(
                                Comparison.MORE,
                                amount,
                                new Expr.Literal(new Value.Decimal(limit))))))),
            new Effect.Block(reason));
    return new PolicyPlan(
        "wires",
        "rules",
        PolicyMode.ENFORCE,
        List.of(Phase.TOOL),
        PlanValue.Mapping.EMPTY,
        List.of(rule));
  }

  private static PackPlan plan(PolicyPlan... chain) {
    return new PackPlan(
        new PackIdentity("p", "1.0.0", true, null),
        List.of(new ProviderPlan("main", "openai", "m", null, null)),
        List.of(chain),
        GatewayPlan.DEFAULT);
  }
}
