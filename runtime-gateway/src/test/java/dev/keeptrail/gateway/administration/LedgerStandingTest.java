package dev.keeptrail.gateway.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often it is tried whether the ledger takes events again. */
final class LedgerStandingTest {
  private final MemoryStore store = new MemoryStore();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger ids = new AtomicInteger();
  private final LedgerStanding standing =
      new LedgerStanding(
          store, () -> "adm_" + ids.incrementAndGet(), "gw", Clock.systemUTC(), nanos::get);

  /** One request in each second; how many were let in, to be thrown away. */
  private int letIn(Duration time) {
    int count = 0;
    for (long second = 0; second < time.toSeconds(); second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      if (standing.takesEvents()) {
        count++;
        fail();
      }
    }
    return count;
  }

  private void fail() {
    store.loseAnEvent();
    standing.failed();
  }

  @Test
  void whereTheEntryHasRoomAndNoEventHasItIsTriedLessAndLess() {
    assertThat(standing.takesEvents()).isTrue();
    fail();

    // After 1, 2, 4, 8, 16, 32 and then 60 seconds.
    assertThat(letIn(Duration.ofSeconds(63))).isEqualTo(6);
    assertThat(letIn(Duration.ofMinutes(10))).isBetween(9, 10);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(standing.takesEvents()).isTrue();
    assertThat(standing.stoppedSince()).isEmpty();
  }

  @Test
  void aStopThatComesLongAfterTheLastIsTriedAfterASecond() {
    for (int stop = 0; stop < 3; stop++) {
      fail();
      assertThat(standing.takesEvents()).isFalse();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(standing.takesEvents()).isTrue();
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    }
  }
}
