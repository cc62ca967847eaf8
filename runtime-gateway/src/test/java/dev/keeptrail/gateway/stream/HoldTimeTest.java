package dev.keeptrail.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HoldTimeTest {
  private final HoldTime held = new HoldTime();

  @Test
  void whatGoesOutAtOnceWasNotHeld() {
    held.moved(5, 5, 100);
    held.moved(10, 10, 900);

    assertThat(held.longest(10_000)).isZero();
  }

  @Test
  void aPieceWaitsUntilItsLastSignHasGoneOut() {
    held.moved(5, 2, 100);
    held.moved(10, 5, 300);
    held.moved(15, 12, 350);

    assertThat(held.longest(360)).isEqualTo(200);
  }

  @Test
  void whatNeverWentOutWaitsStill() {
    held.moved(5, 5, 100);
    held.moved(10, 5, 200);

    assertThat(held.longest(1_200)).isEqualTo(1_000);
  }

  @Test
  void ofVeryManyPiecesNoneWaitsLongerThanIsSaid() {
    for (int piece = 1; piece <= 1_000; piece++) {
      held.moved(piece, 0, piece * 10L);
    }
    held.moved(1_001, 1_000, 20_000);

    assertThat(held.longest(20_000)).isEqualTo(20_000 - 10);
  }
}
