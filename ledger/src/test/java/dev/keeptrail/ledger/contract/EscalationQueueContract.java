package dev.keeptrail.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationException.Why;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Fullness;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.integrity.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what with an escalation, when, and how often. */
public abstract class EscalationQueueContract extends LedgerContract {
  private static final Requester ANA = new Requester("key_ana", "ana", "billing");
  private static final String EVENT = "evt_01KAR3V0000000000000000000";
  private static final String ID = "esc_01KAR3V0000000000000000000";
  private static final Reviewer BEN = user("ben", "treasury");
  private static final Reviewer CAS = user("cas", "treasury");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-26T10:00:00Z"));
  private @Nullable Administration administration;

  @BeforeEach
  void open() throws Exception {
    administration = Ledgers.openAdministration(folder(), now::get);
  }

  @AfterEach
  void close() {
    administration().close();
  }

  /** Files of the folder that only the owner may read. */
  protected abstract List<String> privateFiles();

  private Administration administration() {
    return Objects.requireNonNull(administration);
  }

  private EscalationQueue queue() {
    return administration().escalations();
  }

  private static Reviewer user(String name, String... teams) {
    return new Reviewer(new Actor(Actor.USER, name), "key_" + name, Set.of(teams), false);
  }

  private Hash binding(String request) {
    return queue().binding(request.getBytes(StandardCharsets.UTF_8));
  }

  private static EscalationDraft draft(String event, @Nullable Assignee assignee) {
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

  private Escalation opened() throws Exception {
    return queue()
        .open(
            draft(EVENT, new Assignee("team", "treasury")),
            binding("pay 20000"),
            HeldContent.of(bytes("pay 20000"), bytes("paid")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void later(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  private static Why refused(Callable<?> action) {
    EscalationException refused = catchThrowableOfType(EscalationException.class, action::call);
    assertThat(refused).isNotNull();
    return refused.why();
  }

  private Standing standing(String request) throws Exception {
    return queue().standing(ID, binding(request), ANA);
  }

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
  void anApprovalLetsTheSameRequestThroughOnce() throws Exception {
    assertThat(opened().id()).isEqualTo(ID);
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.OPEN));

    queue().claim(ID, BEN);
    Escalation approved = queue().resolve(ID, BEN, Outcome.APPROVED, "the invoice is there");

    assertThat(approved.state()).isEqualTo(State.APPROVED);
    assertThat(approved.resolution())
        .isEqualTo(new Escalation.Resolution("ben", now.get(), "the invoice is there"));
    var good = (Standing.Approved) standing("pay 20000");
    assertThat(good.covers()).containsExactly(new Cover("input", "transfers", "transfers.large"));
    assertThat(good.content().flatMap(HeldContent::answer)).hasValue(bytes("paid"));
    assertThat(queue().redeem(good, "evt_2", true)).isTrue();
    assertThat(queue().redeem(good, "evt_3", true)).isFalse();
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.USED));
    assertThat(queue().content(ID)).isEmpty();
    assertThat(queue().find(ID).orElseThrow().use())
        .isEqualTo(new Escalation.Use("evt_2", now.get()));
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
  void ofManyWhoUseAnApprovalAtOnceOneMay() throws Exception {
    opened();
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    var good = (Standing.Approved) standing("pay 20000");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> uses = new ArrayList<>();
      for (int at = 0; at < 20; at++) {
        String event = "evt_" + at;
        uses.add(threads.submit(() -> queue().redeem(good, event, true)));
      }
      int used = 0;
      for (Future<Boolean> use : uses) {
        used += use.get() ? 1 : 0;
      }
      assertThat(used).isEqualTo(1);
    }
  }

  @Test
  void nothingIsDecidedOrUsedTooLate() throws Exception {
    opened();
    later(Duration.ofMinutes(59));
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    later(Duration.ofMinutes(59));
    var good = (Standing.Approved) standing("pay 20000");
    later(Duration.ofMinutes(2));

    assertThat(queue().redeem(good, "evt_2", true)).isFalse();
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.EXPIRED));
    assertThat(queue().list(Set.of(State.EXPIRED), null, 10)).hasSize(1);
    assertThat(queue().content(ID)).isPresent();
    assertThat(queue().expire()).isEqualTo(1);
    assertThat(queue().content(ID)).isEmpty();
    assertThat(queue().expire()).isZero();
    assertThat(refused(() -> queue().claim(ID, BEN))).isEqualTo(Why.SETTLED);
  }

  /** Whoever sets the time of day decides nothing. */
  @ParameterizedTest
  @ValueSource(longs = {-400, -2, 2, 400})
  void whatWaitsIsMeasuredByAClockThatNobodySets(long hours) throws Exception {
    var nanos = new AtomicLong(Long.MAX_VALUE - 5);
    queue().measure(nanos::get);
    opened();
    later(Duration.ofHours(hours));
    assertThat(queue().expire()).isZero();
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.OPEN));
    assertThat(queue().fullness(binding("pay 20000"), ANA)).isEqualTo(new Fullness(true, 1, 1));
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    later(Duration.ofHours(-hours));

    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(queue().expire()).isZero();
    var good = (Standing.Approved) standing("pay 20000");
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(queue().redeem(good, "evt_2", true)).isFalse();
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.EXPIRED));
    assertThat(queue().fullness(binding("pay 20000"), ANA)).isEqualTo(new Fullness(false, 0, 0));
    assertThat(queue().expire()).isEqualTo(1);
    assertThat(queue().content(ID)).isEmpty();
  }

  /** Others decide in processes of their own, by the time of day. */
  @Test
  void whatOthersHaveDecidedIsMeasuredFromWhenItIsSeen() throws Exception {
    opened();
    var nanos = new AtomicLong();
    queue().measure(nanos::get);
    try (Administration other = Ledgers.openAdministration(folder(), now::get)) {
      other.escalations().resolve(ID, BEN, Outcome.APPROVED, "fine");
    }
    assertThat(queue().expire()).isZero();
    later(Duration.ofDays(3));
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(queue().expire()).isZero();
    assertThat(queue().redeem((Standing.Approved) standing("pay 20000"), "evt_2", true)).isTrue();
  }

  @Test
  void whatWasUsedForNothingIsGoodAgain() throws Exception {
    opened();
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    queue().redeem((Standing.Approved) standing("pay 20000"), "evt_2", true);

    queue().giveBack(ID, "evt_9");
    assertThat(standing("pay 20000")).isEqualTo(new Standing.Worthless(Standing.Why.USED));
    queue().giveBack(ID, "evt_2");
    assertThat(standing("pay 20000")).isInstanceOf(Standing.Approved.class);
  }

  /** What was held is there for whoever comes after, whatever became of the process meanwhile. */
  @Test
  void aUseThatIsNotSettledIsToldAfterARestart() throws Exception {
    opened();
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    queue().redeem((Standing.Approved) standing("pay 20000"), "evt_2", true);
    administration().close();
    administration = Ledgers.openAdministration(folder(), now::get);

    assertThat(queue().unsettled()).extracting(Escalation::id).containsExactly(ID);
    assertThat(queue().find(ID).orElseThrow().contentHeld()).isFalse();
    queue().settle(ID, "evt_9");
    assertThat(queue().unsettled()).hasSize(1);
    queue().giveBack(ID, "evt_2");
    assertThat(queue().unsettled()).isEmpty();
    var again = (Standing.Approved) standing("pay 20000");
    assertThat(again.content().flatMap(HeldContent::answer)).hasValue(bytes("paid"));

    queue().redeem(again, "evt_3", true);
    queue().settle(ID, "evt_3");
    assertThat(queue().unsettled()).isEmpty();
    queue().giveBack(ID, "evt_3");
    assertThat(queue().find(ID).orElseThrow().contentHeld()).isFalse();
  }

  @Test
  void aUseIsToldWhateverWasHeldAndForgottenAtOnceWhereNothingCanBeGivenBack() throws Exception {
    queue().open(draft(EVENT, null), binding("pay 20000"), null);
    queue().resolve(ID, BEN, Outcome.APPROVED, "fine");
    queue().redeem((Standing.Approved) standing("pay 20000"), "evt_2", true);
    assertThat(queue().unsettled()).extracting(Escalation::id).containsExactly(ID);

    queue().giveBack(ID, "evt_2");
    var again = (Standing.Approved) standing("pay 20000");
    assertThat(again.content()).isEmpty();
    assertThat(queue().find(ID).orElseThrow().contentHeld()).isFalse();
    queue().redeem(again, "evt_3", false);
    assertThat(queue().unsettled()).isEmpty();
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
    administration().close();
    administration = Ledgers.openAdministration(folder(), now::get);

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
