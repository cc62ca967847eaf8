package dev.keeptrail.detectors.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every text is read for adds up the features that a model is trained with. */
final class GramsProperties {
  private static final byte[] WEIGHTS = weights();

  private static byte[] weights() {
    byte[] weights = new byte[1 << Grams.BITS];
    new Random(7).nextBytes(weights);
    return weights;
  }

  @Property(tries = 100)
  void addsWhatIsWritten(@ForAll long seed, @ForAll @IntRange(max = 400) int length) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          switch (random.nextInt(8)) {
            case 0 -> ' ';
            case 1 -> (char) (0x4E00 + random.nextInt(20));
            case 2 -> (char) ('0' + random.nextInt(10));
            case 3 -> 'ж';
            default -> (char) ('a' + random.nextInt(26));
          });
    }
    Blocks blocks = Blocks.of(TextNormalizer.normalize(text.toString()));
    var writing = new Grams(blocks);
    var adding = new Grams(blocks);
    int[] features = new int[Grams.MOST];
    for (int block = 0; block < blocks.count(); block++) {
      int count = writing.next(features);
      int sum = 0;
      for (int i = 0; i < count; i++) {
        sum += WEIGHTS[features[i]];
      }
      assertThat(adding.sum(WEIGHTS)).isEqualTo(sum);
      assertThat(adding.size()).isEqualTo(count);
    }
  }
}
