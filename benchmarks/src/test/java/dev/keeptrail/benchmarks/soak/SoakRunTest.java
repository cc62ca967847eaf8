package dev.keeptrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.benchmarks.soak.SoakGateway.Look;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class SoakRunTest {
  private static List<Look> looks(int count, int perLook) {
    return IntStream.range(0, count)
        .mapToObj(at -> new Look(30.0 * at, at, 100.0 + perLook * at, 300, 50, 200))
        .toList();
  }

  @Test
  void whatGrowsToTheEndIsNoted() {
    assertThat(SoakRun.grown(looks(30, 5))).containsExactly("live heap 172.5 to 222.5");
  }

  @Test
  void whatFillsUpAtFirstIsNoGrowth() {
    List<Look> looks = new ArrayList<>(looks(10, 10));
    IntStream.range(0, 20).forEach(_ -> looks.add(looks.get(9)));

    assertThat(SoakRun.grown(looks)).isEmpty();
  }

  @Test
  void everyVisitComesAndAsksInJsonUnlessItIsNotTo() {
    Set<Visit> came = EnumSet.noneOf(Visit.class);
    var random = new Random(1);
    for (int number = 0; number < 2_000; number++) {
      Visit visit = Visit.any(random);
      came.add(visit);
      if (visit != Visit.NO_JSON_OF_CALLER) {
        assertThat(JsonMapper.shared().readTree(visit.body(number)).isObject()).isTrue();
      }
    }
    assertThat(came).containsExactlyInAnyOrder(Visit.values());
  }
}
