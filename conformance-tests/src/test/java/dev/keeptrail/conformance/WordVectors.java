package dev.keeptrail.conformance;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.plugin.Deadline;
import java.util.List;
import java.util.Locale;

/** Takes texts for alike that share words: a model for tests, the same everywhere. */
record WordVectors() implements Embedder {
  private static final int DIMENSIONS = 64;

  @Override
  public String version() {
    return "words";
  }

  @Override
  public List<float[]> embed(List<String> texts, Deadline deadline) {
    return texts.stream().map(WordVectors::vector).toList();
  }

  private static float[] vector(String text) {
    var vector = new float[DIMENSIONS];
    // Never the length 0, which is like nothing.
    vector[0] = 1;
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      vector[1 + Math.floorMod(word.hashCode(), DIMENSIONS - 1)] += 1;
    }
    return vector;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
