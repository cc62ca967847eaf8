package dev.keeptrail.engine.conformance;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.List;

/**
 * Stands for a model in cases: texts are alike as far as they have the same letters, and one with
 * {@code #fail} in it cannot be embedded.
 */
final class CaseEmbedder implements Embedder {
  private static final int LETTERS = 26;

  @Override
  public String version() {
    return "letters";
  }

  @Override
  public List<float[]> embed(List<String> texts, Deadline deadline) {
    return texts.stream().map(CaseEmbedder::vector).toList();
  }

  private static float[] vector(String text) {
    if (text.contains("#fail")) {
      throw new DetectorFailedException("the model does not run");
    }
    float[] counts = new float[LETTERS + 1];
    counts[LETTERS] = 0.1f;
    for (int i = 0; i < text.length(); i++) {
      int letter = Character.toLowerCase(text.charAt(i)) - 'a';
      if (letter >= 0 && letter < LETTERS) {
        counts[letter]++;
      }
    }
    return counts;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
