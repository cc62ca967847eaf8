package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.chain.CaseGenerator.Case;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.drools.DroolsRunner;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.engine.reference.ReferenceRunner;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The engines agree on everything, and a session remembers nothing. */
final class EngineAgreementProperties {
  private static final int ROUNDS = 3;

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.randomValue(random -> new CaseGenerator(random).next());
  }

  /** The reference holds no state: if a session remembered an earlier content, they would part. */
  @Property(tries = 700)
  void bothEnginesGiveTheSameResultWhateverWasAskedBefore(@ForAll("cases") Case given) {
    var reference = new ReferenceRunner(given.chain());
    try (var drools = new DroolsRunner(given.chain())) {
      for (int round = 0; round < ROUNDS; round++) {
        for (PhaseInput input : given.inputs()) {
          assertThat(drools.run(input)).isEqualTo(reference.run(input));
        }
      }
      assertThat(drools.run(given.first())).isEqualTo(reference.run(given.first()));
    }
  }

  @Property(tries = 500)
  void editsAreOrderedApartAndSplitNoCharacter(@ForAll("cases") Case given) {
    ChainResult result = new ReferenceRunner(given.chain()).run(given.first());
    Redaction last = null;
    for (Redaction redaction : result.redactions()) {
      String text = given.first().textOf(redaction.segment());
      assertThat(redaction.start()).isLessThan(redaction.end());
      assertThat(Character.isLowSurrogate(text.charAt(redaction.start()))).isFalse();
      assertThat(Character.isHighSurrogate(text.charAt(redaction.end() - 1))).isFalse();
      if (last != null && last.segment() == redaction.segment()) {
        assertThat(last.end()).isLessThanOrEqualTo(redaction.start());
      }
      last = redaction;
    }
    List<Segment> edited =
        Redactions.apply(given.first().content().segments(), result.redactions());
    assertThat(edited).hasSameSizeAs(given.first().content().segments());
  }

  @Property(tries = 500)
  void shadowPoliciesChangeNothingButTheirOwnRecord(@ForAll("cases") Case given) {
    List<PolicySpec> enforced =
        given.chain().policies().stream().filter(PolicySpec::isEnforced).toList();
    ChainResult with = new ReferenceRunner(given.chain()).run(given.first());
    ChainResult without =
        new ReferenceRunner(new ChainSpec(given.chain().phase(), enforced)).run(given.first());
    assertThat(with.verdict()).isEqualTo(without.verdict());
    assertThat(with.reasonCode()).isEqualTo(without.reasonCode());
    assertThat(with.redactions()).isEqualTo(without.redactions());
    assertThat(with.policies().stream().filter(o -> o.action() != Verdict.ALLOW))
        .containsExactlyElementsOf(
            without.policies().stream().filter(o -> o.action() != Verdict.ALLOW).toList());
  }
}
