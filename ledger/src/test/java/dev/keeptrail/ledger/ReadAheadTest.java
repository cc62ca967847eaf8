package dev.keeptrail.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
  private static final long STEP = 10;

  @Property(tries = 50)
  void partsComeInOrderAndAreReadOnceOneAtATime(
      @ForAll @IntRange(min = 1, max = 4) int most, @ForAll @IntRange(min = 0, max = 12) int parts)
      throws IOException {
    var read = new ConcurrentLinkedQueue<Long>();
    var busy = new AtomicInteger();
    List<Long> taken = new ArrayList<>();
    try (var ahead =
        new ReadAhead<Long, IOException>(
            place -> {
              assertThat(busy.incrementAndGet()).isEqualTo(1);
              read.add(place);
              busy.decrementAndGet();
              return place;
            },
            place -> place < parts * STEP ? place + STEP : ReadAhead.NOTHING,
            most)) {
      for (long from = 0; from <= parts * STEP; from += STEP) {
        taken.add(ahead.take(from));
      }
    }
    List<Long> all = LongStream.rangeClosed(0, parts).mapToObj(part -> part * STEP).toList();
    assertThat(taken).isEqualTo(all);
    assertThat(read).containsExactlyElementsOf(all);
  }

  @Test
  void whatCannotBeReadIsSaidInItsPlaceAndCanBeAskedForAgain() throws IOException {
    var times = new AtomicInteger();
    try (var ahead =
        new ReadAhead<Long, IOException>(
            place -> {
              if (place == 2 && times.getAndIncrement() == 0) {
                throw new IOException("a bad sector");
              }
              return place;
            },
            place -> place + 1,
            3)) {
      assertThat(ahead.take(0)).isEqualTo(0);
      assertThat(ahead.take(1)).isEqualTo(1);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> ahead.take(2))
          .withMessage("a bad sector");
      assertThat(ahead.take(2)).isEqualTo(2);
      assertThat(ahead.take(3)).isEqualTo(3);
    }
  }
}
