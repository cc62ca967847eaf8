package dev.keeptrail.engine.kind;

import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.embedding.Likeness;
import java.time.Duration;
import java.util.List;

/**
 * Texts that a policy wants others to be compared with, by what they mean.
 *
 * @param backend the word of what embeds texts, such as {@code local}
 * @param likenesses at least one
 * @param floor likeness below it is not reported
 * @param timeout how long all texts of a scan may take together
 */
public record SimilarTexts(
    String backend,
    EmbedderSettings embedder,
    List<Likeness> likenesses,
    double floor,
    Duration timeout) {
  public SimilarTexts {
    likenesses = List.copyOf(likenesses);
    if (likenesses.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare with");
    }
  }
}
