package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntityListFilterTest {
  private static final Packs ACME =
      Packs.chain().with("entity-list-filter", "blocked_entities", List.of("Acme"));

  @Test
  void blocksAListedEntityInAnyCaseAndInsideWords() {
    PhaseDecision decision = ACME.judge("buy from ACMEcorp");
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("entity_list_filter.blocked");
  }

  @Test
  void judgesResponsesToo() {
    assertThat(ACME.judge(Phase.OUTPUT, Packs.segment(Channel.CONTENT, "acme")).verdict())
        .isEqualTo(Verdict.BLOCK);
  }

  @Test
  void allowsEverythingElse() {
    assertThat(ACME.judge("buy here").policies().getFirst().reasonCode())
        .isEqualTo("entity_list_filter.clean");
  }

  @Test
  void anEmptyListBlocksNothing() {
    assertThat(Packs.chain().with("entity-list-filter").judge("acme").verdict())
        .isEqualTo(Verdict.ALLOW);
  }
}
