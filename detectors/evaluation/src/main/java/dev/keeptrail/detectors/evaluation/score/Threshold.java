package dev.keeptrail.detectors.evaluation.score;

import java.util.stream.DoubleStream;

/** Chooses a threshold by how many benign rows may reach it. */
final class Threshold {
  private Threshold() {}

  /**
   * The least threshold that at most this share of the scores reaches; 0 for no scores. A score of
   * 0 means that nothing was found, so where few enough have more, it is the least number above 0.
   */
  static double at(double share, DoubleStream scores) {
    double[] sorted = scores.sorted().toArray();
    int allowed = (int) Math.floor(share * sorted.length);
    int index = sorted.length - 1 - allowed;
    if (index < 0) {
      return 0;
    }
    return Math.nextUp(sorted[index]);
  }
}
