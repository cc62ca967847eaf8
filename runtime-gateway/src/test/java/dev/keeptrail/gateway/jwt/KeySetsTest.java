package dev.keeptrail.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class KeySetsTest {
  private static final int CALLERS = 20;
  private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  /** Whoever waits for an answer that takes longer than the pause does not ask once more. */
  @Test
  void aSlowIssuerIsAskedOnceByAllWhoWait() throws Exception {
    var answers = new CountDownLatch(1);
    var keys =
        new KeySets(
            () -> {
              asked.incrementAndGet();
              answers.await();
              later(Duration.ofSeconds(11));
              throw new IOException("it does not answer in time");
            },
            nanos::get);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var came = new CountDownLatch(CALLERS);
      for (int at = 0; at < CALLERS; at++) {
        callers.execute(() -> {
          came.countDown();
          assertThatThrownBy(() -> keys.get(ANY, null)).isInstanceOf(KeySourceException.class);
        });
      }
      came.await();
      while (asked.get() == 0) {
        Thread.sleep(5);
      }
      answers.countDown();
    }
    assertThat(asked).hasValue(1);

    later(Duration.ofSeconds(10));
    assertThatThrownBy(() -> keys.get(ANY, null)).isInstanceOf(KeySourceException.class);
    assertThat(asked).hasValue(2);
  }

  private void later(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
