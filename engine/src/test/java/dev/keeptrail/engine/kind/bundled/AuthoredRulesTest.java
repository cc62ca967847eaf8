package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthoredRulesTest {
  private static final Constraint PII = new Constraint.Under("category", List.of("pii"));
  private static final Constraint OWN =
      new Constraint.Equal("category", "custom.my_rules.codename");

  @Test
  void looksForWhatTheRulesNameAndForItsOwnWords() throws PlanLoadException {
    var test =
        new Constraint.Test(
            new Expr.Or(
                List.of(
                    new Expr.Under(new Expr.Field(0, "category", List.of()), List.of("secret")))));
    PolicySpec spec = lower(List.of(), finding(PII), finding(OWN), finding(test)).getFirst();
    assertThat(spec.lowering().scan())
        .isEqualTo(
            new ScanRequest(
                Set.of("pii", "secret"),
                List.of(
                    new ScanRequest.UserPattern(
                        "custom.my_rules.codename", "CODENAME", "proj-\\d+")),
                List.of(
                    new ScanRequest.TermList(
                        "custom.my_rules.code_words", "CODE_WORDS", List.of("blue"), 0, true))));
    assertThat(spec.cleanCode()).isEqualTo("my_rules.clean");
    assertThat(spec.faultCode()).isEqualTo("my_rules.fault");
    assertThat(spec.lowering().message()).isEqualTo("no");
  }

  @Test
  void dependsOnEveryDetectorWhenARuleAsksForAnyFinding() throws PlanLoadException {
    var fault = new DetectorFault("d@1", 0, Set.of("marking"), "Broken");
    assertThat(lower(List.of(), finding(PII)).getFirst().isTouchedBy(fault)).isFalse();
    var other = new Constraint.NoneOf("category", Set.of("pii"));
    assertThat(lower(List.of(), finding(other)).getFirst().isTouchedBy(fault)).isTrue();
  }

  @Test
  void runsInThePhasesThatItIsLimitedTo() throws PlanLoadException {
    Map<Phase, ChainSpec> chains = chains("rules", List.of(Phase.TOOL), finding(PII));
    assertThat(policies(chains, Phase.TOOL)).hasSize(1);
    assertThat(policies(chains, Phase.INPUT)).isEmpty();
    assertThat(chains("rules", List.of(), finding(PII)))
        .allSatisfy((phase, chain) -> assertThat(chain.policies()).hasSize(1));
  }

  @Test
  void refusesPhasesAndRulesThatAKindDoesNotHave() {
    assertThatThrownBy(() -> chains("prompt-injection", List.of(Phase.OUTPUT)))
        .isInstanceOf(PlanLoadException.class)
        .hasMessage(
            "policy `my-rules` is to run in phase `output`, which kind `prompt-injection` does not"
                + " have");
    assertThatThrownBy(() -> chains("prompt-injection", List.of(), finding(PII)))
        .isInstanceOf(PlanLoadException.class)
        .hasMessage("policy `my-rules` has rules, and kind `prompt-injection` has none");
  }

  @Test
  void aBrokenRuleIsALoadFault() {
    var broken = finding(new Constraint.Equal("colour", "red"));
    assertThatThrownBy(() -> chains("rules", List.of(), broken))
        .isInstanceOf(PlanLoadException.class)
        .hasMessage("policy `my-rules`: rule `rule` asks for what no finding has");
  }

  @Test
  void theInstalledSchemaKnowsKindsAndCategories() {
    var schema = PackSchemas.installed();
    assertThat(schema.kinds()).anyMatch(kind -> kind.name().equals("rules"));
    assertThat(schema.categories()).contains("pii.email", "secret.private_key").isSorted();
  }

  private static Rule finding(Constraint constraint) {
    return Rule.of(
        "rule",
        List.of(Condition.match(FactType.FINDING, List.of(constraint))),
        new Effect.Flag("my_rules.rule"));
  }

  private static List<PolicySpec> lower(List<Phase> phases, Rule... rules)
      throws PlanLoadException {
    return policies(chains("rules", phases, rules), Phase.INPUT);
  }

  private static List<PolicySpec> policies(Map<Phase, ChainSpec> chains, Phase phase) {
    return Objects.requireNonNull(chains.get(phase)).policies();
  }

  private static Map<Phase, ChainSpec> chains(String kind, List<Phase> phases, Rule... rules)
      throws PlanLoadException {
    var settings =
        new PlanValue.Mapping(
            Map.of(
                "patterns",
                new PlanValue.Mapping(Map.of("codename", new PlanValue.Text("proj-\\d+"))),
                "terms",
                new PlanValue.Mapping(
                    Map.of(
                        "code-words", new PlanValue.Sequence(List.of(new PlanValue.Text("blue"))))),
                "message",
                new PlanValue.Text("no")));
    List<Rule> named = new ArrayList<>();
    for (Rule rule : rules) {
      String name = named.isEmpty() ? rule.name() : rule.name() + named.size();
      named.add(new Rule(name, rule.alternatives(), rule.then(), rule.tags()));
    }
    var policy = new PolicyPlan("my-rules", kind, PolicyMode.ENFORCE, phases, settings, named);
    var plan =
        new PackPlan(
            new PackIdentity("p", "1", true, null),
            List.of(),
            List.of(policy),
            GatewayPlan.DEFAULT);
    return new ChainLowering(PolicyKinds.installed()).lower(plan, ref -> Optional.empty());
  }
}
