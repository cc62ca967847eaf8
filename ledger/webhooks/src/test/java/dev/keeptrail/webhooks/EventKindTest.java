package dev.keeptrail.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventKindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "escalation.opened   |        | escalation.created       |",
        "escalation.claimed  |        | escalation.claimed       |",
        "escalation.unclaimed|        | escalation.unclaimed     |",
        "escalation.approved |        | escalation.resolved      |",
        "escalation.denied   |        | escalation.resolved      |",
        "escalation.expired  |        | escalation.expired       |",
        "escalation.used     |        | administration.recorded  |",
        "pack.loaded         | start  | configuration.deployed   | configuration.updated",
        "pack.loaded         | reload | configuration.deployed   | configuration.updated",
        "pack.loaded         | revert | configuration.reverted   | configuration.updated",
        "pack.refused        | reload | configuration.refused    |",
        "token.created       |        | token.created            |",
        "token.revoked       |        | token.revoked            |",
        "export.completed    |        | export.completed         |",
        "export.cancelled    |        | administration.recorded  |",
        "ledger.pruned       |        | administration.recorded  |",
      })
  void anEntryOfTheTrailIsCalledByWhatSaysMost(
      String action, String cause, String word, String also) {
    var entry =
        new StoredAdministrativeEvent(
            7,
            new AdministrativeEvent(
                "adm_1",
                Instant.EPOCH,
                action,
                new Actor(Actor.OPERATOR, "ana"),
                "subject",
                cause == null ? Map.of() : Map.of("cause", cause)));

    assertThat(EventKind.of(entry).word()).isEqualTo(word);
    List<String> covering =
        Arrays.stream(EventKind.values())
            .filter(kind -> kind.covers(entry))
            .map(EventKind::word)
            .toList();
    assertThat(covering).contains(word, "administration.recorded");
    assertThat(covering.stream().filter(one -> !one.equals("administration.recorded")).toList())
        .allMatch(one -> one.equals(word) || one.equals(also));
    assertThat(also == null || covering.contains(also)).isTrue();
  }
}
