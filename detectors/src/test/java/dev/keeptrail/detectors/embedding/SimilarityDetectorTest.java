package dev.keeptrail.detectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SimilarityDetectorTest {
  private static final List<Likeness> LIKENESSES =
      List.of(
          new Likeness("custom.p.fish.1", "FISH", "fish"),
          new Likeness("custom.p.bird.2", "BIRD", "bird"));

  private final List<String> asked = new ArrayList<>();
  private int length = 3;

  /** Counts two words, and adds something that all texts share. */
  private final Embedder embedder =
      new Embedder() {
        @Override
        public String version() {
          return "toy";
        }

        @Override
        public List<float[]> embed(List<String> texts, Deadline deadline) {
          asked.addAll(texts);
          return texts.stream().map(SimilarityDetectorTest.this::vector).toList();
        }

        @Override
        public void close() {
          asked.add("closed");
        }
      };

  private float[] vector(String text) {
    float[] vector = new float[length];
    vector[0] = count(text, "fish");
    vector[1] = count(text, "bird");
    vector[2] = 0.2f;
    return vector;
  }

  private static int count(String text, String word) {
    return text.toLowerCase(Locale.ROOT).split(word, -1).length - 1;
  }

  @Test
  void findsTheSentenceThatIsLikeAReference() throws Exception {
    String text =
        "Good morning to everybody who is here today. The fish are swimming in the cold river now."
            + " See you all at the meeting tomorrow.";
    assertThat(found(0.7, text))
        .containsExactly("FISH|The fish are swimming in the cold river now.");
  }

  @Test
  void whatLiesBetweenIsReportedWithItsScore() throws Exception {
    assertThat(found(0.6, "fish and bird"))
        .containsExactly("FISH|fish and bird", "BIRD|fish and bird");
    assertThat(found(0.9, "fish and bird")).isEmpty();
  }

  @Test
  void asksForReferencesAndRepeatedTextsOnce() throws Exception {
    var detector = new SimilarityDetector(embedder, LIKENESSES, 0.5);
    for (int i = 0; i < 3; i++) {
      detector.detect(
          texts("a fish", "a bird", "a fish"), deadline(), SimilarityDetectorTest::none);
    }
    detector.close();
    assertThat(asked).containsExactly("fish", "bird", "a fish", "a bird", "closed");
  }

  @Test
  void vectorsOfAnotherLengthAreAFailure() throws Exception {
    var detector = new SimilarityDetector(embedder, LIKENESSES, 0.5);
    detector.prepare();
    length = 4;
    assertThatThrownBy(() -> detector.detect(texts("x"), deadline(), SimilarityDetectorTest::none))
        .isInstanceOf(DetectorFailedException.class)
        .hasMessageContaining("equal length");
  }

  @Test
  void vectorsWithoutDirectionAreAFailure() throws Exception {
    var still =
        new Embedder() {
          @Override
          public String version() {
            return "still";
          }

          @Override
          public List<float[]> embed(List<String> texts, Deadline deadline) {
            return texts.stream().map(_ -> new float[2]).toList();
          }

          @Override
          public void close() {}
        };
    var detector = new SimilarityDetector(still, LIKENESSES, 0.5);
    assertThatThrownBy(() -> detector.detect(texts("x"), deadline(), SimilarityDetectorTest::none))
        .isInstanceOf(DetectorFailedException.class)
        .hasMessageContaining("no direction");
  }

  @Test
  void tooMuchTextIsAFailure() {
    var detector = new SimilarityDetector(embedder, LIKENESSES, 0.5);
    String text = ("x".repeat(50) + "\n").repeat(SimilarityDetector.MAX_PIECES + 1);
    assertThatThrownBy(() -> detector.detect(texts(text), deadline(), SimilarityDetectorTest::none))
        .isInstanceOf(DetectorFailedException.class)
        .hasMessageContaining("2000 sentences");
  }

  @Test
  void piecesHoldAllButWhiteSpaceAndAreNotTooLong() {
    List<String> texts =
        List.of(
            "",
            "   ",
            "Hi. Yes. No.",
            "word ".repeat(500),
            "x".repeat(1_000),
            "\uD83D\uDE00".repeat(400),
            "魚が川を泳いでいる。".repeat(20),
            "One sentence that is long enough to stand. Short.\n\n\nAnother one that is long enough.");
    for (String text : texts) {
      List<Pieces.Piece> pieces = Pieces.of(text);
      String all =
          pieces.stream()
              .map(piece -> text.substring(piece.start(), piece.end()))
              .reduce("", String::concat);
      assertThat(all.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
      assertThat(pieces).allMatch(piece -> piece.end() - piece.start() <= Pieces.LONG + 1);
      assertThat(pieces).noneMatch(piece -> Character.isLowSurrogate(text.charAt(piece.start())));
    }
    assertThat(Pieces.of("Hi. Yes. No.")).hasSize(1);
  }

  private List<String> found(double floor, String text) throws Exception {
    List<String> found = new ArrayList<>();
    new SimilarityDetector(embedder, LIKENESSES, floor)
        .detect(
            texts(text),
            deadline(),
            (_, start, end, _, label, _, _) -> found.add(label + "|" + text.substring(start, end)));
    return found;
  }

  private static void none(
      int text,
      int start,
      int end,
      String category,
      String label,
      double score,
      dev.keeptrail.detectors.Evidence evidence) {}

  private static List<ScanText> texts(String... texts) {
    return Stream.of(texts).map(text -> new ScanText(text, Origin.UNKNOWN)).toList();
  }

  private static Deadline deadline() {
    return Deadline.after(Duration.ofSeconds(20));
  }
}
