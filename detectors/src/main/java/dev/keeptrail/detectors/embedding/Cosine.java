package dev.keeptrail.detectors.embedding;

import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.List;

/** How near two vectors are, whatever their length. */
final class Cosine {
  private Cosine() {}

  /**
   * The cosine with each of the others, -1 to 1.
   *
   * @throws DetectorFailedException when a vector has no direction
   */
  static float[] all(float[] vector, List<float[]> others) {
    float[] cosines = new float[others.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = (float) of(vector, others.get(i));
    }
    return cosines;
  }

  private static double of(float[] one, float[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += (double) one[i] * other[i];
      ones += (double) one[i] * one[i];
      others += (double) other[i] * other[i];
    }
    double cosine = product / Math.sqrt(ones * others);
    if (!Double.isFinite(cosine)) {
      throw new DetectorFailedException("an embedding has no direction");
    }
    return cosine;
  }
}
