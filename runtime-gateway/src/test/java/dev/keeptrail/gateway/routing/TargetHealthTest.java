package dev.keeptrail.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.routing.TargetHealth.Turn;
import dev.keeptrail.language.plan.RoutingPlan.Breaker;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TargetHealthTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final TargetHealth health = new TargetHealth("t", new Breaker(2, 30), nanos::get);

  @Test
  void isLeftAloneForTheCooldownByAClockThatNobodySets() {
    open();
    pass(29);
    assertThat(health.enter()).isNull();
    pass(2);
    assertThat(health.enter()).isNotNull();
  }

  @Test
  void isTriedByOneCallAtATime() {
    open();
    pass(31);
    try (Turn trial = turn()) {
      assertThat(health.enter()).isNull();
      trial.answered(1);
    }
    turn().close();
    turn().close();
  }

  /** A caller that leaves, a 429 or a fault of ours tells nothing, and holds up nobody. */
  @Test
  void aTrialThatTellsNothingLeavesRoomForAnother() {
    open();
    pass(31);
    for (int at = 0; at < 3; at++) {
      turn().close();
    }
    Turn trial = turn();
    assertThat(health.enter()).isNull();
    trial.close();
    trial.close();
    Turn another = turn();
    assertThat(health.enter()).as("closed twice, it left room once").isNull();
    another.close();
  }

  /** A stream may last an hour; nobody else waits for its end. */
  @Test
  void anAnswerThatHasBegunIsSignEnough() {
    open();
    pass(31);
    try (Turn trial = turn()) {
      trial.begun(1);
      turn().close();
      trial.failed(2);
    }
    turn().failed(3);
    assertThat(health.enter()).as("two failures in a row").isNull();
  }

  @Test
  void whatWasLetInLongBeforeDoesNotDecideATrial() {
    Turn late = turn();
    Turn later = turn();
    open();
    pass(31);
    Turn trial = turn();
    late.failed(1);
    later.close();
    assertThat(health.enter()).isNull();
    trial.answered(1);
    turn().close();
  }

  private void open() {
    turn().failed(1);
    turn().failed(1);
    assertThat(health.enter()).isNull();
  }

  private Turn turn() {
    return Objects.requireNonNull(health.enter(), "it is asked");
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
