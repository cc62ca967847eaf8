package dev.keeptrail.gateway.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.RefusedRepeats;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusedRequestsTest {
  // Any number may be the first, and they may run over.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  private RefusedRequests memory(int seconds, int tries) {
    return new RefusedRequests(new RefusedRepeats(seconds, tries), nanos::get);
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aRefusedRequestIsKnownUntilItsTimeIsOver() {
    RefusedRequests memory = memory(60, 1);
    memory.refused("a", "evt_1", "terms");

    assertThat(memory.find("a")).contains(new RefusedBefore("evt_1", "terms", 60));
    assertThat(memory.find("b")).isEmpty();
    pass(59);
    assertThat(memory.find("a")).contains(new RefusedBefore("evt_1", "terms", 1));
    pass(1);
    assertThat(memory.find("a")).isEmpty();
    assertThat(memory.isEmpty()).isTrue();
  }

  @Test
  void askingAgainForWhatIsRefusedMakesTheTimeNoLonger() {
    RefusedRequests memory = memory(10, 1);
    memory.refused("a", "evt_1", null);
    for (int second = 0; second < 10; second++) {
      assertThat(memory.find("a")).isPresent();
      pass(1);
    }
    assertThat(memory.find("a")).isEmpty();
  }

  @Test
  void asManyAnswersAreRefusedBeforeAsThePackSays() {
    RefusedRequests memory = memory(60, 3);
    memory.refused("a", "evt_1", "terms");
    memory.refused("a", "evt_2", "terms");
    assertThat(memory.find("a")).isEmpty();
    pass(30);
    memory.refused("a", "evt_3", "secrets");
    pass(59);
    assertThat(memory.find("a")).contains(new RefusedBefore("evt_3", "secrets", 1));
  }

  @Test
  void anAnswerThatIsDeliveredBeginsTheCountAnew() {
    RefusedRequests memory = memory(60, 2);
    memory.refused("a", "evt_1", "terms");
    memory.delivered("a");
    memory.refused("a", "evt_2", "terms");
    assertThat(memory.find("a")).isEmpty();
  }

  @Test
  void theOldestMakesRoom() {
    RefusedRequests memory = memory(60, 1);
    for (int at = 0; at <= RefusedRequests.MOST; at++) {
      memory.refused("r" + at, "evt_" + at, null);
    }
    assertThat(memory.find("r0")).isEmpty();
    assertThat(memory.find("r1").map(RefusedBefore::eventId)).isEqualTo(Optional.of("evt_1"));
    assertThat(memory.find("r" + RefusedRequests.MOST)).isPresent();
  }

  @Test
  void withoutTimeNothingIsRemembered() {
    RefusedRequests memory = memory(0, 1);
    memory.refused("a", "evt_1", null);
    assertThat(memory.isOff()).isTrue();
    assertThat(memory.find("a")).isEmpty();
  }

  @Test
  void aMarkTellsRequestsAndTargetsApartAndSaysNothing() {
    RefusedRequests memory = memory(60, 1);
    byte[] asked = "{\"q\":\"my number is 4111\"}".getBytes(StandardCharsets.UTF_8);
    byte[] other = "{\"q\":\"my number is 4112\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(memory.mark("t", asked)).isEqualTo(memory.mark("t", asked)).matches("[0-9a-f]{64}");
    assertThat(memory.mark("t", asked)).isNotEqualTo(memory.mark("t", other));
    assertThat(memory.mark("t", asked)).isNotEqualTo(memory.mark("u", asked));
    assertThat(memory.mark("t", asked))
        .as("another process has another key")
        .isNotEqualTo(memory(60, 1).mark("t", asked));
  }
}
