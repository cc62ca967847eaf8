package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.archive.PackLayers;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.EventIds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More entries of the trail in one microsecond than a page has. */
final class EqualTimesTest {
  private static final int ENTRIES = 2_500;
  private static final String EVENT = "evt_01KAR3V0000000000000000000";
  private static final String ESCALATION = "esc_01KAR3V0000000000000000000";
  private static final Instant TIME = EventIds.made(EVENT).orElseThrow();
  private static final StoredPack PACK =
      new StoredPack("sha256:1", "small", "1.0.0", "{}", Map.of("a.yaml", "a", "b.yaml", "b"));

  @TempDir Path home;
  private Path ledger = Path.of("");

  @BeforeEach
  void entries() throws Exception {
    ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      store.append(SmallEvents.escalated(EVENT));
      for (int at = 0; at < ENTRIES; at++) {
        boolean ours = at == 0 || at == 1_499 || at == ENTRIES - 1;
        store.record(
            at == 3
                ? entry(at, "pack.loaded", "small", layers("a.yaml", "b.yaml"))
                : at % 2 == 0
                    ? entry(at, "pack.loaded", "other", Map.of("digest", "sha256:2"))
                    : entry(at, "escalation.claimed", "esc_other", Map.of()));
        if (ours) {
          store.record(entry(ENTRIES + at, "escalation.claimed", ESCALATION, Map.of()));
        }
      }
    }
  }

  private static Map<String, String> layers(String first, String second) {
    return Map.of(
        "digest",
        PACK.digest(),
        "sources",
        PACK.sourcesDigest(),
        "layer.0",
        first + " sha256:00",
        "layer.1",
        second + " sha256:00");
  }

  private static AdministrativeEvent entry(
      int number, String action, String subject, Map<String, String> details) {
    return new AdministrativeEvent(
        "adm_" + number, TIME, action, new Actor(Actor.OPERATOR, "ana"), subject, details);
  }

  @Test
  void anEscalationIsToldAsAWhole() throws Exception {
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      EscalationTale tale =
          EscalationTale.of(reader, SmallEvents.escalated(EVENT), new LeftOutRecords());
      assertThat(tale.entries())
          .extracting(AdministrativeEvent::id)
          .containsExactly("adm_2500", "adm_3999", "adm_4999");
    }
  }

  @Test
  void theLayersOfAPackAreFound() throws Exception {
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      assertThat(PackLayers.of(reader, PACK)).contains(List.of("a.yaml", "b.yaml"));
    }
  }

  @Test
  void pagesHoldEachEntryOnce() throws Exception {
    List<Long> seen = new ArrayList<>();
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      var page = reader.administration(AdministrationQuery.latest(7));
      while (!page.isEmpty()) {
        page.forEach(entry -> seen.add(entry.sequence()));
        page =
            reader.administration(
                AdministrationQuery.latest(7).behind(page.getLast().position(), 7));
      }
    }
    assertThat(seen).hasSize(ENTRIES + 3).doesNotHaveDuplicates();
  }

  @Test
  void anEntryThatCannotBeReadIsLeftOut() throws Exception {
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + ledger.resolve("ledger.db"));
        Statement statement = open.createStatement()) {
      statement.execute("UPDATE administration SET json = '{' WHERE id IN ('adm_2499', 'adm_7')");
    }
    CommandRun few = CommandRun.of(home);
    assertThat(few.run("events", "trail", "--limit", "5", "--json")).isEqualTo(3);
    assertThat(few.out().lines().filter(line -> line.contains("\"id\":\"adm_"))).hasSize(5);
    assertThat(few.err()).contains("1 record cannot be read and was left out: adm_2499;");
    CommandRun all = CommandRun.of(home);
    assertThat(all.run("events", "trail", "--limit", "10000", "--json")).isEqualTo(3);
    assertThat(all.out().lines().filter(line -> line.contains("\"id\":\"adm_")))
        .hasSize(ENTRIES + 3 - 2);
    assertThat(all.err()).contains("2 records cannot be read");
  }
}
