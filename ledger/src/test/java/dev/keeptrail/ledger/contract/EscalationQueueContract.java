package dev.keeptrail.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationException.Why;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Fullness;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.escalation.Undecided;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who may do what with an escalation. */
public abstract class EscalationQueueContract extends EscalationContract {
  /** Files of the folder that only the owner may read. */
  protected abstract List<String> privateFiles();

  @Test
  void placesAreTakenByWhatWaitsOrMayBeUsedAndByItsSize() throws Exception {
    var eve = new Requester("key_ana", "Ana", "billing");
    assertThat(queue().fullness(binding("pay 20000"), ANA)).isEqualTo(new Fullness(false, 0, 0));
    opened();
    assertThat(queue().fullness(binding("pay 20000"), ANA)).isEqualTo(new Fullness(true, 1, 1));
    assertThat(queue().fullness(binding("pay 1"), ANA)).isEqualTo(new Fullness(false, 1, 1));
    assertThat(queue().fullness(binding("pay 1"), eve)).isEqualTo(new Fullness(false, 1, 0));
    assertThat(queue().fullness(binding("pay 1"), Requester.UNKNOWN))
        .isEqualTo(new Fullness(false, 1, 0));

    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    assertThat(queue().fullness(binding("pay 20000"), ANA)).isEqualTo(new Fullness(false, 1, 1));
    boolean used = queue().redeem((Standing.Approved) standing("pay 20000"), EVENT, true);
    assertThat(used).isTrue();
    assertThat(queue().fullness(binding("pay 20000"), ANA)).isEqualTo(new Fullness(false, 0, 0));
  }

  @Test
  void whatWaitsForADecisionIsCountedUntilItIsDecidedOrExpires() throws Exception {
    assertThat(queue().undecided()).isEqualTo(new Undecided(0, Duration.ZERO));
    opened();
    later(Duration.ofMinutes(10));
    Escalation second = queue().open(draft(EVENT + "2", null), binding("pay 1"), null);
    later(Duration.ofMinutes(5));
    assertThat(queue().undecided()).isEqualTo(new Undecided(2, Duration.ofMinutes(15)));

    queue().claim(ID, BEN);
    assertThat(queue().undecided()).isEqualTo(new Undecided(2, Duration.ofMinutes(15)));
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    assertThat(queue().undecided()).isEqualTo(new Undecided(1, Duration.ofMinutes(5)));

    later(Duration.between(second.created(), second.expires()));
    assertThat(queue().undecided()).isEqualTo(new Undecided(0, Duration.ZERO));
  }

  @Test
  void whatIsLargeTakesMorePlacesUntilItExpires() throws Exception {
    var noise = new byte[(2 << 20) + 9];
    new Random(7).nextBytes(noise);
    boolean held =
        queue()
            .open(draft(EVENT, null), binding("much"), HeldContent.of(noise, null))
            .contentHeld();
    assertThat(held).isTrue();
    assertThat(queue().fullness(binding("pay 1"), ANA)).isEqualTo(new Fullness(false, 3, 3));

    later(Duration.ofHours(1));
    assertThat(queue().fullness(binding("much"), ANA)).isEqualTo(new Fullness(false, 0, 0));
  }

  @Test
  void anotherRequestAnotherCallerAndAnotherIdGetNothing() throws Exception {
    opened();
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");

    assertThat(standing("pay 90000")).isEqualTo(new Standing.Worthless(Standing.Why.CHANGED));
    assertThat(queue().standing(ID, binding("pay 90000"), new Requester("key_eve", "eve", null)))
        .isEqualTo(new Standing.Worthless(Standing.Why.UNKNOWN));
    assertThat(queue().standing("esc_' OR 1=1 --", binding("pay 20000"), ANA))
        .isEqualTo(new Standing.Worthless(Standing.Why.UNKNOWN));
    assertThat(standing("pay 20000")).isInstanceOf(Standing.Approved.class);
  }

  @Test
  void whoAskedNeitherClaimsNorApproves() throws Exception {
    opened();
    var herself = new Reviewer(new Actor(Actor.USER, "ana"), "key_2", Set.of("treasury"), false);
    var herKey = new Reviewer(new Actor(Actor.USER, "x"), "key_ana", Set.of("treasury"), false);

    assertThat(refused(() -> queue().claim(ID, herself))).isEqualTo(Why.OWN_REQUEST);
    for (Reviewer one : List.of(herself, herKey, Reviewer.operator("ana"))) {
      assertThat(refused(() -> queue().resolve(ID, one, Outcome.APPROVED, "mine")))
          .isEqualTo(Why.OWN_REQUEST);
    }
    assertThat(queue().resolve(ID, herself, Outcome.DENIED, "never mind").state())
        .isEqualTo(State.DENIED);
  }

  @Test
  void onlyThoseDecideWhomThePolicyNames() throws Exception {
    opened();

    assertThat(refused(() -> queue().claim(ID, user("dan", "legal")))).isEqualTo(Why.NOT_YOURS);
    assertThat(refused(() -> queue().resolve(ID, user("treasury"), Outcome.DENIED, "no")))
        .isEqualTo(Why.NOT_YOURS);
    assertThat(queue().claim(ID, Reviewer.operator("root")).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void oneClaimsAndNobodyElseDecidesUntilHeLetsGo() throws Exception {
    opened();
    queue().claim(ID, BEN);

    assertThat(queue().claim(ID, BEN).claim()).isEqualTo(new Escalation.Claim("ben", now.get()));
    assertThat(refused(() -> queue().claim(ID, CAS))).isEqualTo(Why.CLAIMED);
    assertThat(refused(() -> queue().resolve(ID, CAS, Outcome.APPROVED, "ok")))
        .isEqualTo(Why.CLAIMED);
    assertThat(refused(() -> queue().unclaim(ID, CAS))).isEqualTo(Why.CLAIMED);
    assertThat(queue().unclaim(ID, BEN).state()).isEqualTo(State.QUEUED);
    assertThat(queue().resolve(ID, CAS, Outcome.DENIED, "no invoice").state())
        .isEqualTo(State.DENIED);
    assertThat(refused(() -> queue().claim(ID, BEN))).isEqualTo(Why.SETTLED);
    assertThat(queue().content(ID)).isEmpty();
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.DENIED));
  }

  @Test
  void ofManyWhoClaimAtOnceOneHasIt() throws Exception {
    opened();
    try (Administration other = Ledgers.openAdministration(folder(), now::get);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> claims = new ArrayList<>();
      for (int at = 0; at < 20; at++) {
        Reviewer reviewer = user("user" + at, "treasury");
        EscalationQueue asked = at % 2 == 0 ? queue() : other.escalations();
        claims.add(
            threads.submit(() -> {
              try {
                return asked.claim(ID, reviewer).state() == State.CLAIMED;
              } catch (EscalationException taken) {
                return taken.why() != Why.CLAIMED;
              }
            }));
      }
      int holders = 0;
      for (Future<Boolean> claim : claims) {
        holders += claim.get() ? 1 : 0;
      }
      assertThat(holders).isEqualTo(1);
    }
  }

  @Test
  void theSameRequestWaitsOnce() throws Exception {
    opened();
    Escalation again =
        queue()
            .open(
                draft("evt_01KAR3V0000000000000000009", new Assignee("team", "treasury")),
                binding("pay 20000"),
                null);

    assertThat(again.id()).isEqualTo(ID);
    queue().resolve(ID, BEN, Outcome.DENIED, "no");
    Escalation anew =
        queue().open(draft("evt_01KAR3V0000000000000000009", null), binding("pay 20000"), null);
    assertThat(anew.id()).isEqualTo("esc_01KAR3V0000000000000000009");
    assertThat(queue().list(Set.of(), null, 10)).extracting(Escalation::id).hasSize(2);
    assertThat(queue().list(Set.of(), "treasury", 10)).hasSize(1);
    assertThat(queue().list(Set.of(State.QUEUED), null, 10)).containsExactly(anew);
  }

  @Test
  void whatStandsSurvivesARestartAndIsSealed() throws Exception {
    opened();
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    restart();

    var good = (Standing.Approved) standing("pay 20000");
    assertThat(good.content().map(HeldContent::request)).hasValue(bytes("pay 20000"));
    administration().close();
    for (String name : privateFiles()) {
      Path file = folder().resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain("pay 20000");
    }
  }

  @Test
  void eachStepIsOnTheTrailOfTheLedger() throws Exception {
    opened();
    queue().claim(ID, BEN);
    queue().unclaim(ID, BEN);
    queue().resolve(ID, CAS, Outcome.APPROVED, "fine");
    queue().redeem((Standing.Approved) standing("pay 20000"), "evt_2", true);

    try (EventStore store = open(Durability.STRICT)) {
      assertThat(administration().drain(store)).isEqualTo(5);
      assertThat(administration().drain(store)).isZero();
      List<StoredAdministrativeEvent> trail = store.administration(AdministrationQuery.latest(10));
      assertThat(trail.reversed())
          .extracting(stored -> stored.event().action() + " " + stored.event().actor().name())
          .containsExactly(
              "escalation.opened gw",
              "escalation.claimed ben",
              "escalation.unclaimed ben",
              "escalation.approved cas",
              "escalation.used gw");
      assertThat(trail.get(1).event().details())
          .containsEntry("reason", "fine")
          .containsEntry("event_id", EVENT);
      assertThat(trail).allMatch(stored -> stored.event().subject().equals(ID));
    }
  }

  @Test
  void aDecisionNeedsAReason() throws Exception {
    opened();

    assertThat(refused(() -> queue().resolve(ID, BEN, Outcome.APPROVED, " "))).isEqualTo(Why.UNFIT);
    assertThat(refused(() -> queue().resolve(ID, BEN, Outcome.DENIED, "x".repeat(2_001))))
        .isEqualTo(Why.UNFIT);
    assertThat(refused(() -> queue().claim("esc_1", BEN))).isEqualTo(Why.UNKNOWN);
  }
}
