package dev.keeptrail.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdsTest {
  private final AtomicLong millis = new AtomicLong(1_795_435_200_000L);
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

  @Test
  void spellsTimeAndRandomInCrockfordBase32() {
    RandomGenerator zeros = () -> 0L;
    EventIds ids = new EventIds(() -> Instant.ofEpochMilli(1), zeros);
    assertThat(ids.nextEvent()).isEqualTo("evt_00000000010000000000000000");
    assertThat(ids.nextRequest()).isEqualTo("req_00000000010000000000000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "req_",
        "req_1",
        "00000000010000000000000000",
        "req_0000000001000000000000000",
        "req_00000000010000000000000000x",
        "req_0000000001000000000000000u",
        "req_8ZZZZZZZZZZZZZZZZZZZZZZZZZ"
      })
  void saysNoTimeOfWhatIsNoId(String other) {
    assertThat(EventIds.made(other)).isEmpty();
  }

  @Test
  void risesWithinAMillisecondAndWhenTheClockStepsBack() {
    EventIds ids = new EventIds(clock, new SplittableRandom(7));
    List<String> made = new ArrayList<>();
    for (int round = 0; round < 500; round++) {
      made.add(ids.nextEvent());
      millis.addAndGet(round % 3 - 1);
    }
    assertThat(made)
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("evt_[0-9A-HJKMNP-TV-Z]{26}"));
  }

  @Test
  void carriesIntoTheNextMillisecondWhenTheRandomPartIsFull() {
    AtomicLong calls = new AtomicLong();
    RandomGenerator fullThenZero = () -> calls.getAndIncrement() < 2 ? -1L : 0L;
    EventIds ids = new EventIds(() -> Instant.ofEpochMilli(1), fullThenZero);
    assertThat(ids.nextEvent()).isEqualTo("evt_0000000001ZZZZZZZZZZZZZZZZ");
    assertThat(ids.nextEvent()).isEqualTo("evt_00000000020000000000000000");
  }

  @Test
  void sortsByTime() {
    EventIds ids = EventIds.secure(clock);
    String earlier = ids.nextEvent();
    millis.incrementAndGet();
    assertThat(ids.nextEvent()).isGreaterThan(earlier);
  }

  @Test
  void saysWhenAnIdWasMade() {
    EventIds ids = EventIds.secure(clock);
    Instant now = Instant.ofEpochMilli(millis.get());
    assertThat(EventIds.made(ids.nextRequest())).contains(now);
    assertThat(EventIds.made("req_7ZZZZZZZZZ0000000000000000"))
        .contains(Instant.ofEpochMilli((1L << 48) - 1));
    assertThat(EventIds.made("req_8000000000ZZZZZZZZZZZZZZZZ")).isEmpty();
    assertThat(EventIds.made("req_0000000I010000000000000000")).isEmpty();
    assertThat(EventIds.made("app-4711")).isEmpty();
  }
}
