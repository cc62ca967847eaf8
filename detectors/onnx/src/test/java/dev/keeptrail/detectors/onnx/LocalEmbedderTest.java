package dev.keeptrail.detectors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.embedding.Likeness;
import dev.keeptrail.detectors.embedding.SimilarityDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model itself, from the jar that comes with the plug-in. */
final class LocalEmbedderTest {
  private static final String DEAL =
      "We are going to buy another company, and the deal is not public yet.";

  @Test
  void findsWhatMeansTheSameInOtherWords() throws Exception {
    try (var detector =
        new SimilarityDetector(
            model(), List.of(new Likeness("custom.p.deal", "DEAL", DEAL)), 0.5)) {
      List<String> found = new ArrayList<>();
      String text =
          "Please book a table for six in the Italian restaurant. Our firm plans to acquire a"
              + " competitor, which has not been announced. The weather has been lovely this week.";
      detector.detect(
          List.of(new ScanText(text, Origin.UNKNOWN)),
          Deadline.after(Duration.ofSeconds(60)),
          (_, start, end, _, _, _, _) -> found.add(text.substring(start, end)));
      assertThat(found)
          .containsExactly("Our firm plans to acquire a competitor, which has not been announced.");
    }
  }

  @Test
  void vectorsHaveLengthOneWhateverTheText() throws Exception {
    try (Embedder model = model()) {
      List<float[]> vectors =
          model.embed(
              List.of("a", "word ".repeat(600), "\u0001", "魚"),
              Deadline.after(Duration.ofSeconds(60)));
      assertThat(vectors).hasSize(4);
      for (float[] vector : vectors) {
        double square = 0;
        for (float value : vector) {
          square += (double) value * value;
        }
        assertThat(vector).hasSize(384);
        assertThat(square).isBetween(0.999, 1.001);
      }
    }
  }

  @Test
  void otherModelsAreRefusedByName() {
    assertThatThrownBy(
            () -> new LocalEmbedderProvider().open(new EmbedderSettings("bge-large", null, null)))
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessageContaining("`bge-large`");
  }

  private static Embedder model() throws UnusableDetectorException {
    return new LocalEmbedderProvider().open(new EmbedderSettings("all-MiniLM-L6-v2", null, null));
  }
}
