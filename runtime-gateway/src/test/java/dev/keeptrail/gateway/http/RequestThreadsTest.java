package dev.keeptrail.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestThreadsTest {
  private final RequestThreads threads = new RequestThreads("test");
  private final BlockingQueue<Boolean> virtual = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void theFirstArePlatformThreadsAndAllBeyondAreVirtual() throws InterruptedException {
    var end = new CountDownLatch(1);
    for (int i = 0; i < RequestThreads.PLATFORM_THREADS; i++) {
      startUntil(end);
    }
    for (int i = 0; i < RequestThreads.PLATFORM_THREADS; i++) {
      assertThat(started()).isFalse();
    }
    for (int i = 0; i < 1_000; i++) {
      startUntil(end);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(started()).isTrue();
    }
    end.countDown();
  }

  @Test
  void whatEndsMakesRoomHoweverItEnds() throws InterruptedException {
    for (int i = 0; i < 10 * RequestThreads.PLATFORM_THREADS; i++) {
      threads.execute(() -> {
        virtual.add(Thread.currentThread().isVirtual());
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
        throw new IllegalStateException("a request that fails");
      });
      started();
    }
    var end = new CountDownLatch(1);
    // The places come back a moment after the requests have ended.
    boolean last = true;
    for (int tries = 0; last && tries < 1_000; tries++) {
      Thread.sleep(10);
      startUntil(end);
      last = started();
    }
    assertThat(last).isFalse();
    end.countDown();
  }

  private void startUntil(CountDownLatch end) {
    threads.execute(() -> {
      virtual.add(Thread.currentThread().isVirtual());
      try {
        end.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private boolean started() throws InterruptedException {
    Boolean started = virtual.poll(30, TimeUnit.SECONDS);
    assertThat(started).as("a thread that started").isNotNull();
    return started;
  }
}
