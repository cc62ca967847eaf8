package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who put the pack into force that decided, and what was there before. */
final class PackInForceTest {
  private static final StoredPack OLD = pack("1.0.0", 'a');
  private static final StoredPack NEW = pack("2.0.0", 'b');
  private static final StoredPack OTHER = pack("3.0.0", 'c');

  @TempDir Path home;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2025-12-01T00:00:00Z"));

  private static StoredPack pack(String version, char digit) {
    String digest = "sha256:" + String.valueOf(digit).repeat(64);
    return new StoredPack(digest, "small", version, "{}", Map.of());
  }

  @BeforeEach
  void loads() throws Exception {
    Path ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
        Administration administration = Ledgers.openAdministration(ledger, now::get)) {
      load(administration, OLD, "root", "start", Map.of());
      load(administration, NEW, "ana", "request", Map.of());
      load(administration, NEW, "root", "start", Map.of());
      load(administration, OTHER, "eve", "request", Map.of("consumer_group", "gold"));
      load(administration, OTHER, "eve", "request", Map.of("gateway_id", "gateway-2"));
      assertThat(administration.drain(store)).isEqualTo(5);
      store.append(SmallEvents.blocked("evt_new", NEW));
      store.append(SmallEvents.blocked("evt_old", OLD));
      store.append(SmallEvents.blocked("evt_unknown", pack("9.0.0", 'd')));
    }
  }

  private void load(
      Administration administration,
      StoredPack pack,
      String who,
      String cause,
      Map<String, String> more)
      throws Exception {
    now.updateAndGet(time -> time.plusSeconds(3_600));
    Map<String, String> details = new LinkedHashMap<>();
    details.put("cause", cause);
    details.put("gateway_id", "gateway");
    details.put("digest", pack.digest());
    details.put("version", pack.version());
    details.putAll(more);
    administration.note("pack.loaded", new Actor(Actor.OPERATOR, who), pack.name(), details);
  }

  private String kt(String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isZero();
    return run.out();
  }

  @Test
  void namesWhoChangedItAndNotWhoStartedItAgain() {
    assertThat(kt("events", "why", "evt_new"))
        .contains(
            "  in force since 2025-12-01T02:00:00Z, loaded by operator ana (request)\n",
            "  before it small 1.0.0; `kt policy diff %s %s` shows what changed\n"
                .formatted(OLD.digest(), NEW.digest()));
    assertThat(kt("events", "show", "evt_new"))
        .contains("in force       since 2025-12-01T02:00:00Z, loaded by operator ana (request)\n");
    assertThat(kt("events", "why", "evt_new", "--json").replaceAll("\\s+", " "))
        .contains("\"at\": \"2025-12-01T02:00:00Z\", \"by\": \"ana\", \"cause\": \"request\"")
        .contains("\"before\": \"" + OLD.digest() + "\"");
  }

  @Test
  void theFirstPackOfAGatewayHasNoneBeforeIt() {
    assertThat(kt("events", "why", "evt_old"))
        .contains("in force since 2025-12-01T01:00:00Z, loaded by operator root (start)\n")
        .doesNotContain("before it");
    assertThat(kt("events", "why", "evt_old", "--json")).contains("\"before\": null");
  }

  @Test
  void saysNothingOfAPackThatTheTrailDoesNotKnow() {
    assertThat(kt("events", "why", "evt_unknown")).doesNotContain("in force since");
    assertThat(kt("events", "show", "evt_unknown")).doesNotContain("in force ");
    assertThat(kt("events", "why", "evt_unknown", "--json")).doesNotContain("loaded");
  }
}
