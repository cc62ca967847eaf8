package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.exchange.EscalationBounds;
import dev.keeptrail.gateway.exchange.ReviewDesk;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An approval that was used, and whose event is gone before the use was settled. */
@Timeout(180)
final class PrunedUsesIT {
  private static final Actor ROOT = new Actor(Actor.OPERATOR, "root");

  @TempDir private Path folder;

  /** Nobody can say any more what became of it, so it is not good for a second request. */
  @Test
  void anApprovalWhoseEventWasPrunedStaysUsed() throws Exception {
    DecisionEvent event = event();
    Path ledger = folder.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
        Administration administration = Ledgers.openAdministration(ledger, Clock.systemUTC())) {
      EscalationQueue queue = administration.escalations();
      String id = used(queue, event.id());
      long number = store.append(event);
      prune(ledger, store, administration);
      assertThat(number).isPositive();
      assertThat(store.find(event.id())).isEmpty();

      desk(queue).tidy(store);

      assertThat(queue.find(id).orElseThrow().state()).isEqualTo(State.USED);
      assertThat(queue.unsettled()).isEmpty();
    }
  }

  /** What was pruned before it was used says nothing about it. */
  @Test
  void anApprovalOfWhatNeverWasRecordedIsGoodAgainAfterEarlierPrunings() throws Exception {
    DecisionEvent event = event();
    Path ledger = folder.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
        Administration administration = Ledgers.openAdministration(ledger, Clock.systemUTC())) {
      EscalationQueue queue = administration.escalations();
      long number = store.append(event);
      prune(ledger, store, administration);
      String id = used(queue, "evt_01KAR3V0000000000000000000");

      desk(queue).tidy(store);

      assertThat(number).isPositive();
      assertThat(queue.find(id).orElseThrow().state()).isEqualTo(State.APPROVED);
    }
  }

  private static ReviewDesk desk(EscalationQueue queue) {
    return ReviewDesk.of(queue, Duration.ofHours(1), EscalationBounds.DEFAULT);
  }

  private DecisionEvent event() throws Exception {
    try (var office = Office.saying(folder.resolve("office"), "fine")) {
      assertThat(office.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      return office.last();
    }
  }

  /** The id of an approval that this event has used, as a process that died leaves it. */
  private static String used(EscalationQueue queue, String event) throws Exception {
    var draft =
        new EscalationDraft(
            "evt_01KAR3V1111111111111111111",
            "req_1",
            "gw",
            "/v1/chat/completions",
            "gpt-4o",
            new EscalationDraft.Pack("guard", "1.0.0", "sha256:00"),
            "input",
            "transfers",
            "transfers.large",
            List.of(),
            null,
            Requester.UNKNOWN,
            Duration.ofHours(1));
    Hash binding = queue.binding("pay 20000".getBytes(StandardCharsets.UTF_8));
    Escalation opened = queue.open(draft, binding, null);
    Escalation decided =
        queue.resolve(opened.id(), Reviewer.operator("root"), Outcome.APPROVED, "looked at it");
    assertThat(decided.state()).isEqualTo(State.APPROVED);
    assertThat(queue.standing(opened.id(), binding, Requester.UNKNOWN))
        .isInstanceOfSatisfying(
            Standing.Approved.class,
            approved -> assertThat(redeem(queue, approved, event)).isTrue());
    return opened.id();
  }

  private static boolean redeem(EscalationQueue queue, Standing.Approved approved, String event) {
    try {
      return queue.redeem(approved, event, true);
    } catch (LedgerException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void prune(Path ledger, EventStore store, Administration administration)
      throws Exception {
    try (LedgerUpkeep upkeep =
        Ledgers.openForUpkeep(
            ledger, administration, () -> Instant.now().plus(Duration.ofDays(2)))) {
      var gone =
          upkeep.prune(
              new Retention(Duration.ofDays(1), Map.of()),
              ROOT,
              () -> assertThat(administration.drain(store)).isPositive());
      assertThat(gone.decisions()).isOne();
    }
  }
}
