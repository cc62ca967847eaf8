package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Appending, numbers, and what readers see of it. */
public abstract class EventStoreContract extends LedgerContract {
  @ParameterizedTest
  @EnumSource(Durability.class)
  void givesBackWhatWasAppended(Durability durability) throws Exception {
    try (EventStore store = open(durability)) {
      assertThat(store.lastSequence()).isZero();
      assertThat(store.append(SampleEvents.full())).isEqualTo(1);
      assertThat(store.append(SampleEvents.allowed("evt_2", NOON))).isEqualTo(2);

      assertThat(store.healthy()).isTrue();
      assertThat(store.lastSequence()).isEqualTo(2);
      assertThat(store.find(SampleEvents.full().id())).contains(SampleEvents.full());
      assertThat(store.find("evt_none")).isEmpty();
      assertThat(store.query(EventQuery.latest(1)))
          .containsExactly(new StoredEvent(2, SampleEvents.allowed("evt_2", NOON)));
    }
  }

  @Test
  void decisionsAndTheTrailAreReadTogetherInTheOrderOfTheirNumbers() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      assertThat(store.lastEntry()).isZero();
      store.append(SampleEvents.allowed("evt_1", NOON));
      store.record(
          new AdministrativeEvent(
              "adm_2",
              NOON.minusSeconds(9),
              "pack.loaded",
              new AdministrativeEvent.Actor(AdministrativeEvent.Actor.OPERATOR, "ana"),
              "guard",
              Map.of()));
      store.append(SampleEvents.allowed("evt_3", NOON));

      assertThat(store.entries(0, 10))
          .extracting(LedgerEntry::sequence, LedgerEntry::id)
          .containsExactly(tuple(1L, "evt_1"), tuple(2L, "adm_2"), tuple(3L, "evt_3"));
      assertThat(store.entries(1, 1)).extracting(LedgerEntry::id).containsExactly("adm_2");
      assertThat(store.entries(3, 10)).isEmpty();
      assertThat(store.lastEntry()).isEqualTo(3);
    }
  }

  @Test
  void numbersOnAfterReopening() throws Exception {
    fill(3);
    try (EventStore store = open(Durability.STRICT)) {
      assertThat(store.append(SampleEvents.allowed("evt_next", NOON))).isEqualTo(4);
    }
  }

  @Test
  void numbersManyAppendersWithoutGaps() throws Exception {
    int events = 400;
    List<Callable<Long>> appends = new ArrayList<>();
    try (EventStore store = open(Durability.BATCH);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < events; index++) {
        String id = "evt_" + index;
        appends.add(() -> store.append(SampleEvents.allowed(id, NOON)));
      }
      List<Long> numbers = new ArrayList<>();
      for (Future<Long> number : threads.invokeAll(appends)) {
        numbers.add(number.get());
      }
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
      assertThat(store.query(EventQuery.latest(1_000))).hasSize(events);
    }
  }

  @Test
  void refusesAnIdThatIsThereAndUsesNoNumberForIt() throws Exception {
    try (EventStore store = open(Durability.STRICT)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      assertThatThrownBy(() -> store.append(SampleEvents.allowed("evt_1", NOON)))
          .isInstanceOf(LedgerException.class)
          .hasMessage("an event with this id is in the ledger already");
      assertThat(store.healthy()).isTrue();
      assertThat(store.append(SampleEvents.allowed("evt_2", NOON))).isEqualTo(2);
    }
  }

  @Test
  void letsReadersInWhileWritingAndAfterwards() throws Exception {
    EventStore store = open(Durability.BATCH);
    try (EventReader reader = read()) {
      assertThat(reader.query(EventQuery.latest(5))).isEmpty();
      store.append(SampleEvents.allowed("evt_1", NOON));
      assertThat(reader.query(EventQuery.latest(5))).hasSize(1);
      store.close();
      assertThat(reader.query(EventQuery.latest(5))).hasSize(1);
    }
    try (EventReader reader = read()) {
      assertThat(reader.lastSequence()).isEqualTo(1);
    }
  }

  @Test
  void refusesAppendsAfterClosing() throws Exception {
    EventStore store = open(Durability.STRICT);
    store.close();
    store.close();
    assertThat(store.healthy()).isFalse();
    assertThatThrownBy(() -> store.append(SampleEvents.full()))
        .isInstanceOf(LedgerException.class)
        .hasMessage("the ledger is closed");
    assertThatThrownBy(store::lastSequence)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is closed");
  }
}
