package dev.keeptrail.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DoorwayTest {
  private static Doorway full() throws RefusedException {
    var doorway = new Doorway(1, 1, Duration.ofSeconds(1));
    doorway.open();
    doorway.enter();
    doorway.enter();
    return doorway;
  }

  @Test
  void drainingWaitsForRefusalsThatAreBeingWritten() throws Exception {
    var doorway = new Doorway(1, 0, Duration.ofSeconds(1));
    doorway.open();
    Doorway.Stay refused = doorway.arrive();
    assertThat(doorway.drain(Duration.ofMillis(20))).isFalse();

    var drained = CompletableFuture.supplyAsync(() -> isDrained(doorway));
    refused.close();

    assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean isDrained(Doorway doorway) {
    try {
      return doorway.drain(Duration.ofSeconds(50));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoFindsNoPlaceIsToldALittleLater() throws Exception {
    Doorway doorway = full();
    long start = System.nanoTime();

    assertThatThrownBy(doorway::enter).isInstanceOf(RefusedException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Doorway.PACE);
    assertThat(doorway.inside()).isEqualTo(2);
  }

  @Test
  void nobodyWhoIsToldLaterTakesAPlace() throws Exception {
    Doorway doorway = full();
    var refused = new CountDownLatch(8);
    List<Thread> asking =
        IntStream.range(0, 8)
            .mapToObj(_ ->
                Thread.ofVirtual()
                    .start(() -> {
                      try {
                        doorway.enter();
                      } catch (RefusedException _) {
                        refused.countDown();
                      }
                    }))
            .toList();
    for (Thread one : asking) {
      one.join();
    }

    assertThat(refused.getCount()).isZero();
    doorway.leave();
    doorway.enter();
    assertThat(doorway.inside()).isEqualTo(2);
  }

  @Test
  void whoComesLaterGetsNoSlotBeforeThoseWhoWait() throws Exception {
    var doorway = new Doorway(1, 8, Duration.ofSeconds(60));
    doorway.open();
    List<String> order = new CopyOnWriteArrayList<>();
    doorway.acquireSlot();
    for (int round = 0; round < 50; round++) {
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  doorway.acquireSlot();
                  order.add("waiting");
                  doorway.releaseSlot();
                } catch (RefusedException late) {
                  order.add(late.toString());
                }
              });
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }

      doorway.releaseSlot();
      doorway.acquireSlot();
      order.add("later");
      waiting.join();
    }

    assertThat(order)
        .hasSize(100)
        .isEqualTo(
            IntStream.range(0, 100).mapToObj(at -> at % 2 == 0 ? "waiting" : "later").toList());
  }
}
