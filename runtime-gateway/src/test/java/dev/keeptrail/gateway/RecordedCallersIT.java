package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom events name as caller, by whose word counts. */
@Timeout(180)
final class RecordedCallersIT {
  private static final List<AddressRange> HERE =
      List.of(AddressRange.of("127.0.0.0/8").orElseThrow());

  @TempDir Path folder;
  private CallerKeys keys;

  @BeforeEach
  void makeFile() {
    keys = new CallerKeys(folder);
  }

  @Test
  void whomAProxyHasCheckedIsOnRecord() throws Exception {
    var settings = new CallerSettings(new CallerCheck.Nothing(), false, HERE);

    RecordedCaller ana =
        Objects.requireNonNull(recorded(settings, "x-user-id", "ana", "x-team-id", "billing"));
    RecordedCaller moved = recorded(settings, "x-user-id", "ana", "x-team-id", "sales");
    RecordedCaller other = recorded(settings, "x-user-id", "ana", "x-org-id", "acme");

    assertThat(ana.key()).matches("proxy_[0-9a-f]{16}");
    assertThat(ana).isEqualTo(new RecordedCaller(ana.key(), "ana", "billing", null, null, null));
    assertThat(moved).extracting(RecordedCaller::key).isEqualTo(ana.key());
    assertThat(other).extracting(RecordedCaller::key).isNotEqualTo(ana.key());
  }

  @Test
  void whoOnlySaysSoIsAnIdWithoutAName() throws Exception {
    var settings = new CallerSettings(new CallerCheck.Nothing(), true, List.of());

    RecordedCaller agent =
        Objects.requireNonNull(recorded(settings, "x-keeptrusts-agent-id", "crawler"));

    assertThat(agent.key()).matches("unchecked_[0-9a-f]{16}");
    assertThat(agent).isEqualTo(new RecordedCaller(agent.key(), null, null, null, null, null));
    assertThat(recorded(settings, "x-keeptrusts-agent-id", "crawler")).isEqualTo(agent);
  }

  @Test
  void whoIsNotBelievedIsNobody() throws Exception {
    assertThat(recorded(CallerSettings.OPEN, "x-user-id", "root")).isNull();
    assertThat(recorded(new CallerSettings(new CallerCheck.Nothing(), true, List.of()))).isNull();
  }

  @Test
  void aProxyFillsInWhatAKeyLeavesOpen() throws Exception {
    KeySecret key =
        keys.add(
            new BoundIdentity(null, "billing", null, null, null, List.of(), null),
            null,
            KeyScope.INVOKE);
    String[] headers = {"x-api-key", key.reveal(), "x-user-id", "ana", "x-team-id", "admins"};
    var known = new CallerCheck.Known(keys.ring(), null, false);

    assertThat(recorded(new CallerSettings(known, false, HERE), headers))
        .isEqualTo(new RecordedCaller(key.id(), "ana", "billing", null, null, null));
    assertThat(recorded(new CallerSettings(known, true, List.of()), headers))
        .isEqualTo(new RecordedCaller(key.id(), null, "billing", null, null, null));
  }

  private static @Nullable RecordedCaller recorded(CallerSettings callers, String... headers)
      throws Exception {
    try (var house =
        new House(
            House.settings().withCallers(callers),
            new FakeProgram(List.of(House.simulatedTarget())))) {
      String[] all = new String[headers.length + 2];
      all[0] = "content-type";
      all[1] = "application/json";
      System.arraycopy(headers, 0, all, 2, headers.length);
      assertThat(house.ask(House.prompt("hi"), all).statusCode()).isEqualTo(200);
      return house.store.events.getFirst().caller();
    }
  }
}
