package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicySpecTest {
  static List<Constraint> impossible() {
    return List.of(
        new Constraint.Equal("colour", "red"),
        new Constraint.AtLeast("category", 1),
        new Constraint.AtLeast("score", Double.NaN),
        new Constraint.Under("label", List.of("EMAIL")),
        new Constraint.Under("category", List.of("")),
        new Constraint.OneOf("model", Set.of("m")));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void refusesARuleThatAsksForWhatNoFindingHas(Constraint constraint) {
    var condition = Condition.match(FactType.FINDING, List.of(constraint));
    assertThatThrownBy(() -> policy(new Effect.Block("k.code"), condition))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rule `rule` asks for what no finding has");
  }

  @Test
  void refusesARuleThatMasksNothing() {
    var absent = Condition.absent(FactType.FINDING, List.of());
    assertThatThrownBy(() -> policy(new Effect.Redact("k.code"), absent))
        .hasMessage("rule `rule` masks no finding");
  }

  @Test
  void refusesARuleThatJoinsTooMuch() {
    var any = Condition.match(FactType.FINDING, List.of());
    assertThatThrownBy(() -> policy(new Effect.Block("k.code"), any, any, any, any))
        .hasMessage("rule `rule` joins too many facts");
  }

  @ParameterizedTest
  @CsvSource({
    "pii.email, true",
    "pii.email.work, true",
    "pii, true",
    "pii2, false",
    "pii.phone, false"
  })
  void dependsOnWhatItAsksForAndOnWhatHoldsThat(String failed, boolean touched) {
    var scan = new ScanRequest(Set.of("pii.email"), List.of(), List.of());
    var policy = new PolicySpec("p", "k", PolicyMode.ENFORCE, PolicyLowering.of(scan, List.of()));
    var fault = new DetectorFault("d@1", 0, Set.of(failed), "Broken");
    assertThat(policy.isTouchedBy(fault)).isEqualTo(touched);
  }

  private static PolicySpec policy(Effect effect, Condition... when) {
    var rules = List.of(Rule.of("rule", List.of(when), effect));
    return new PolicySpec(
        "p", "k", PolicyMode.ENFORCE, PolicyLowering.of(ScanRequest.NOTHING, rules));
  }
}
