package dev.keeptrail.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationException.Why;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.integrity.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A queue of escalations in a folder, and those who use it. */
abstract class EscalationContract extends LedgerContract {
  static final Requester ANA = new Requester("key_ana", "ana", "billing");
  static final String EVENT = "evt_01KAR3V0000000000000000000";
  static final String ID = "esc_01KAR3V0000000000000000000";
  static final Reviewer BEN = user("ben", "treasury");
  static final Reviewer CAS = user("cas", "treasury");

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T10:00:00Z"));
  private @Nullable Administration administration;

  @BeforeEach
  void open() throws Exception {
    administration = Ledgers.openAdministration(folder(), now::get);
  }

  @AfterEach
  void close() {
    administration().close();
  }

  final Administration administration() {
    return Objects.requireNonNull(administration);
  }

  final EscalationQueue queue() {
    return administration().escalations();
  }

  static Reviewer user(String name, String... teams) {
    return new Reviewer(new Actor(Actor.USER, name), "key_" + name, Set.of(teams), false);
  }

  final Hash binding(String request) {
    return queue().binding(request.getBytes(StandardCharsets.UTF_8));
  }

  static EscalationDraft draft(String event, @Nullable Assignee assignee) {
    return new EscalationDraft(
        event,
        "req_1",
        "gw",
        "/v1/chat/completions",
        "gpt-4o",
        new EscalationDraft.Pack("guard", "1.0.0", "sha256:00"),
        "input",
        "transfers",
        "transfers.large",
        List.of(new Cover("input", "transfers", "transfers.large")),
        assignee,
        ANA,
        Duration.ofHours(1));
  }

  final Escalation opened() throws Exception {
    return queue()
        .open(
            draft(EVENT, new Assignee("team", "treasury")),
            binding("pay 20000"),
            HeldContent.of(bytes("pay 20000"), bytes("paid")));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  final void later(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  static Why refused(Callable<?> action) {
    EscalationException refused = catchThrowableOfType(EscalationException.class, action::call);
    assertThat(refused).isNotNull();
    return refused.why();
  }

  final Standing standing(String request) throws Exception {
    return queue().standing(ID, binding(request), ANA);
  }

  final void restart() throws Exception {
    administration().close();
    administration = Ledgers.openAdministration(folder(), now::get);
  }
}
