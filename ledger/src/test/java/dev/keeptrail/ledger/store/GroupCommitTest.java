package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.SaltedLeaf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class GroupCommitTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Disk disk = new Disk();

  @Test
  void commitsTogetherWhatArrivedDuringTheCommitBefore() throws Exception {
    try (GroupCommit commits = new GroupCommit(disk, Options.with(100, LONG));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> first = threads.submit(() -> commits.append(event("first")));
      disk.begun.acquire();
      List<Future<Long>> others = new ArrayList<>();
      for (int index = 0; index < 5; index++) {
        others.add(threads.submit(() -> commits.append(event("other"))));
      }
      awaitQueued(commits, 5);
      disk.permits.release(2);
      assertThat(first.get()).isEqualTo(1);
      for (Future<Long> other : others) {
        assertThat(other.get()).isBetween(2L, 6L);
      }
      assertThat(disk.batches).extracting(List::size).containsExactly(1, 5);
    }
  }

  /** The waits are longer than the test may take, so whoever waits for their end fails it. */
  @Test
  @Timeout(120)
  void waitsForAsManyAsCameTogetherBefore() throws Exception {
    try (GroupCommit commits = new GroupCommit(disk, Options.gathering(LONG, LONG));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> alone = threads.submit(() -> commits.append(event("alone")));
      disk.begun.acquire();
      List<Future<Long>> both = new ArrayList<>();
      for (int index = 0; index < 2; index++) {
        both.add(threads.submit(() -> commits.append(event("both"))));
      }
      awaitQueued(commits, 2);
      disk.permits.release();
      disk.begun.acquire();
      // While both are on their way to the disk: a writer that had idled would forget them.
      Future<Long> early = threads.submit(() -> commits.append(event("early")));
      awaitQueued(commits, 1);
      disk.permits.release();
      assertThat(alone.get()).isEqualTo(1);
      for (Future<Long> one : both) {
        assertThat(one.get()).isBetween(2L, 3L);
      }
      assertThatThrownBy(() -> early.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(disk.begun.tryAcquire()).as("it waits for another").isFalse();
      disk.permits.release();
      assertThat(commits.append(event("late"))).isEqualTo(5);
      assertThat(early.get()).isEqualTo(4);
      assertThat(disk.batches).extracting(List::size).containsExactly(1, 2, 2);
    }
  }

  @Test
  void waitsForOthersNoLongerThanItsTime() throws Exception {
    disk.permits.release(1_000);
    try (GroupCommit commits =
            new GroupCommit(disk, Options.gathering(Duration.ofMillis(5), LONG));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        List<Future<Long>> together = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
          together.add(threads.submit(() -> commits.append(event("together"))));
        }
        for (Future<Long> one : together) {
          assertThat(one.get()).isPositive();
        }
        assertThat(commits.append(event("alone"))).isEqualTo(9L * (round + 1));
      }
    }
  }

  @Test
  void failsExactlyTheEventsOfAFailedCommit() throws Exception {
    disk.permits.release(100);
    try (GroupCommit commits = new GroupCommit(disk, Options.with(100, LONG))) {
      assertThat(commits.append(event("a"))).isEqualTo(1);
      disk.full.set(true);
      assertThatThrownBy(() -> commits.append(event("b")))
          .isInstanceOf(LedgerException.class)
          .hasMessage("the disk is full");
      assertThat(commits.healthy()).isFalse();
      disk.full.set(false);
      assertThat(commits.append(event("c"))).isEqualTo(2);
      assertThat(commits.healthy()).isTrue();
    }
  }

  @Test
  void survivesABugInTheTarget() throws Exception {
    disk.permits.release(100);
    disk.broken.set(true);
    try (GroupCommit commits = new GroupCommit(disk, Options.with(100, LONG))) {
      assertThatThrownBy(() -> commits.append(event("a")))
          .isInstanceOf(LedgerException.class)
          .hasMessage("the ledger's writer failed");
      disk.broken.set(false);
      assertThat(commits.append(event("b"))).isEqualTo(1);
    }
  }

  @Test
  void refusesInTimeWhenTheQueueIsFullAndWhenTheDiskHangs() throws Exception {
    try (GroupCommit commits = new GroupCommit(disk, Options.with(1, Duration.ofMillis(300)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> taken = threads.submit(() -> commits.append(event("taken")));
      disk.begun.acquire();
      Future<Long> queued = threads.submit(() -> commits.append(event("queued")));
      awaitQueued(commits, 1);
      Future<Long> outside = threads.submit(() -> commits.append(event("outside")));

      String late = "the ledger did not confirm the event in time";
      assertThatThrownBy(taken::get).hasRootCauseMessage(late);
      assertThatThrownBy(queued::get).hasRootCauseMessage(late);
      assertThatThrownBy(outside::get)
          .hasRootCauseMessage("the ledger is overloaded: no room for the event in time");
      disk.permits.release(10);
    }
    assertThat(disk.ids()).as("withdrawn events are not written").containsExactly("taken");
  }

  @Test
  @Timeout(120)
  void aDiskThatHangsIsNotWellUntilItComesToAnEnd() throws Exception {
    try (GroupCommit commits = new GroupCommit(disk, Options.with(100, Duration.ofMillis(300)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> taken = threads.submit(() -> commits.append(event("taken")));
      assertThatThrownBy(taken::get).hasRootCauseInstanceOf(LedgerException.class);
      assertThat(commits.healthy()).isFalse();

      disk.permits.release(10);
      while (!commits.healthy()) {
        Thread.sleep(1);
      }
      assertThat(commits.append(event("next"))).isEqualTo(2);
    }
    assertThat(disk.ids()).containsExactly("taken", "next");
  }

  @Test
  void withdrawsTheEventOfAnInterruptedAppender() throws Exception {
    try (GroupCommit commits = new GroupCommit(disk, Options.with(100, LONG));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> first = threads.submit(() -> commits.append(event("first")));
      disk.begun.acquire();
      AtomicBoolean flagKept = new AtomicBoolean();
      CountDownLatch refused = new CountDownLatch(1);
      Thread appender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  commits.append(event("interrupted"));
                } catch (LedgerException exception) {
                  flagKept.set(Thread.currentThread().isInterrupted());
                  refused.countDown();
                }
              });
      awaitQueued(commits, 1);
      appender.interrupt();
      refused.await();
      disk.permits.release(10);
      assertThat(flagKept).isTrue();
      assertThat(first.get()).isEqualTo(1);
      assertThat(commits.append(event("last"))).isEqualTo(2);
    }
    assertThat(disk.ids()).containsExactly("first", "last");
  }

  @Test
  void writesWhatWaitsBeforeItCloses() throws Exception {
    GroupCommit commits = new GroupCommit(disk, Options.with(100, LONG));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> first = threads.submit(() -> commits.append(event("first")));
      disk.begun.acquire();
      Future<Long> second = threads.submit(() -> commits.append(event("second")));
      awaitQueued(commits, 1);
      disk.permits.release(10);
      commits.close();
      assertThat(first.get()).isEqualTo(1);
      assertThat(second.get()).isEqualTo(2);
    }
    assertThat(disk.closed).isTrue();
    assertThat(commits.healthy()).isFalse();
    assertThatThrownBy(() -> commits.append(event("late"))).hasMessage("the ledger is closed");
  }

  private static PendingEvent event(String id) {
    return new PendingEvent(id, 0, "allow", Set.of(), new byte[0], SaltedLeaf.NONE);
  }

  private static void awaitQueued(GroupCommit commits, int events) throws InterruptedException {
    while (commits.waiting() < events) {
      Thread.sleep(1);
    }
  }

  /** A disk that commits when the test lets it, and can be full or broken. */
  private static final class Disk implements CommitTarget {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore permits = new Semaphore(0);
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private long last;

    @Override
    public List<PendingEvent> commit(List<PendingEvent> batch) throws LedgerException {
      begun.release();
      permits.acquireUninterruptibly();
      if (full.get()) {
        throw new LedgerException("the disk is full");
      }
      if (broken.get()) {
        throw new IllegalStateException("broken");
      }
      batch.forEach(event -> event.number(++last));
      batches.add(batch.stream().map(PendingEvent::id).toList());
      return List.copyOf(batch);
    }

    @Override
    public void settle() {}

    @Override
    public Condition idle() {
      return Condition.UNKNOWN;
    }

    @Override
    public void close() {
      closed = true;
    }

    List<String> ids() {
      return batches.stream().flatMap(List::stream).toList();
    }
  }
}
