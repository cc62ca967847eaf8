package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventFollower;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Following a ledger while others append. */
public abstract class EventFollowerContract extends LedgerContract {
  @Test
  void missesNothingAndDoublesNothingWhileAWriterAppends() throws Exception {
    int writers = 4;
    int each = 300;
    List<Long> followed = new ArrayList<>();
    try (EventStore store = open(Durability.BATCH);
        EventReader reader = read();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> appends = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String prefix = "evt_" + writer + "_";
        appends.add(threads.submit(() -> append(store, prefix, each)));
      }
      EventFollower follower = new EventFollower(reader, EventQuery.latest(10_000), (_, _) -> {});
      follower.follow(
          events -> events.forEach(event -> followed.add(event.sequence())),
          () -> followed.size() < writers * each);
      for (Future<?> append : appends) {
        append.get();
      }
      assertThat(follower.poll()).isEmpty();
    }
    assertThat(followed)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
  }

  @Test
  void startsWithTheNewestAndGoesOnWithWhatFits() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      append(store, "evt_a", 4);
      EventQuery blocked = new EventQuery(null, null, Set.of("block"), "pii-detector", 0, 2);
      EventFollower all = new EventFollower(store, EventQuery.latest(2), (_, _) -> {});
      EventFollower some = new EventFollower(store, blocked, (_, _) -> {});

      assertThat(all.start()).extracting(StoredEvent::sequence).containsExactly(3L, 4L);
      assertThat(some.start()).isEmpty();
      store.append(SampleEvents.decided("evt_5", NOON, "block", "pii-detector"));
      store.append(SampleEvents.decided("evt_6", NOON, "block", "dlp-filter"));
      store.append(SampleEvents.decided("evt_7", NOON, "redact", "pii-detector"));
      store.append(SampleEvents.decided("evt_8", NOON, "block", "pii-detector"));

      assertThat(all.poll()).extracting(StoredEvent::sequence).containsExactly(5L, 6L, 7L, 8L);
      assertThat(some.poll()).extracting(StoredEvent::sequence).containsExactly(5L, 8L);
      assertThat(all.poll()).isEmpty();
      assertThat(some.poll()).isEmpty();
    }
  }

  private static boolean append(EventStore store, String prefix, int events)
      throws LedgerException {
    for (int index = 0; index < events; index++) {
      store.append(SampleEvents.allowed(prefix + index, NOON));
    }
    return true;
  }
}
