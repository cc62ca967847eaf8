package dev.keeptrail.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationException.Why;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Fullness;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Until when an approval is good, for which use, and how often. */
public abstract class ApprovalContract extends EscalationContract {
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
    restart();

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
}
