package dev.keeptrail.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

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

  /** A thread that cannot be had is an error as the JVM has it. */
  @Test
  void whereThereAreNoThreadsRequestsShareThoseThereAreAndTheLogSaysSoOnce() throws Exception {
    var isScarce = new AtomicBoolean(true);
    var asked = new AtomicInteger();
    ThreadFactory system =
        request -> {
          asked.incrementAndGet();
          if (isScarce.get()) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return Thread.ofPlatform().daemon().unstarted(request);
        };
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var log = (Logger) LoggerFactory.getLogger(RequestThreads.class);
    log.addAppender(lines);
    try (var few = new RequestThreads("few", system, Duration.ofHours(1));
        var again = new RequestThreads("again", system, Duration.ZERO)) {
      var end = new CountDownLatch(1);
      for (int i = 0; i < 3 * RequestThreads.PLATFORM_THREADS; i++) {
        startUntil(few, end);
        assertThat(started()).isTrue();
      }
      // WHY: the JVM writes lines about each thread that there is not.
      assertThat(asked).hasValue(1);
      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.getFirst().getFormattedMessage())
          .contains("no more threads", "ulimit -u", "TasksMax", "pids.max");

      for (int i = 0; i < 3 * RequestThreads.PLATFORM_THREADS; i++) {
        startUntil(again, end);
        assertThat(started()).isTrue();
      }
      assertThat(lines.list).hasSize(2);
      isScarce.set(false);
      for (int i = 0; i < RequestThreads.PLATFORM_THREADS; i++) {
        startUntil(again, end);
        assertThat(started()).isFalse();
      }
      end.countDown();
    } finally {
      log.detachAppender(lines);
    }
  }

  private void startUntil(CountDownLatch end) {
    startUntil(threads, end);
  }

  private void startUntil(RequestThreads threads, CountDownLatch end) {
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
