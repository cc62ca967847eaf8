package dev.keeptrail.detectors.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

final class ThresholdTest {
  @Property
  void neverMoreThanTheShareReachesIt(
      @ForAll @Size(min = 1, max = 200) double[] scores,
      @ForAll @DoubleRange(min = 0, max = 0.5) double share) {
    double threshold = Threshold.at(share, DoubleStream.of(scores));

    long above = DoubleStream.of(scores).filter(score -> score >= threshold).count();
    assertThat(above).isLessThanOrEqualTo((long) Math.floor(share * scores.length));
  }
}
