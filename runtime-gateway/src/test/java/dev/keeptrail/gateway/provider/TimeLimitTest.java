package dev.keeptrail.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TimeLimitTest {
  @Test
  void whatRanOutIsNotKept() throws Exception {
    var givenUp = new CountDownLatch(1);
    try (var timer = Executors.newSingleThreadScheduledExecutor();
        var limit = new TimeLimit(timer, Duration.ZERO, givenUp::countDown)) {
      assertThat(givenUp.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(limit.keep()).isFalse();
      assertThat(limit.isOver()).isTrue();
    }
  }

  @Test
  void ofOneMomentExactlyOneOfBothIsTrue() throws Exception {
    var givenUp = new AtomicInteger();
    int kept = 0;
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      for (int time = 0; time < 50; time++) {
        try (var limit = new TimeLimit(timer, Duration.ofMillis(1), givenUp::incrementAndGet)) {
          Thread.sleep(Duration.ofNanos(900_000 + time * 10_000L));
          kept += limit.keep() ? 1 : 0;
        }
      }
    }
    assertThat(kept + givenUp.get()).isEqualTo(50);
  }

  /** Nothing is left of a time that ran out, for whoever measures it otherwise. */
  @Test
  void noTimeRunsOutBeforeItIsOver() throws Exception {
    var over = new CountDownLatch(1);
    long start = System.nanoTime();
    try (var timer = Executors.newSingleThreadScheduledExecutor();
        var _ = new TimeLimit(timer, Duration.ofNanos(1_990_000), over::countDown)) {
      assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_990_000);
    }
  }

  @Test
  void theShorterTimeCounts() {
    assertThat(TimeLimit.shorter(Duration.ofMillis(2), Duration.ofMillis(3))).hasMillis(2);
    assertThat(TimeLimit.shorter(Duration.ofMillis(3), Duration.ofMillis(2))).hasMillis(2);
  }
}
