package dev.keeptrail.detectors.training.injection;

/** Trained weights of n-grams as they ship: one byte each, times a unit. */
final class Grams {
  private final byte[] weights;
  private final float unit;
  private final float bias;

  Grams(byte[] weights, float unit, float bias) {
    this.weights = weights;
    this.unit = unit;
    this.bias = bias;
  }

  byte[] weights() {
    return weights;
  }

  float unit() {
    return unit;
  }

  float bias() {
    return bias;
  }

  /** No text speaks for or against an attack by more than this. */
  private static final double SUREST = 8;

  private static final int LARGEST = 127;

  /** Weights beyond this many standard deviations are cut off. */
  private static final double WIDEST = 6;

  static Grams rounded(float[] weights, double bias) {
    double squares = 0;
    int used = 0;
    for (float weight : weights) {
      squares += (double) weight * weight;
      used += weight != 0 ? 1 : 0;
    }
    float unit = (float) (WIDEST * Math.sqrt(squares / Math.max(1, used)) / LARGEST);
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < bytes.length; i++) {
      long whole = Math.round(weights[i] / unit);
      bytes[i] = (byte) Math.clamp(whole, -LARGEST, LARGEST);
    }
    return new Grams(bytes, unit, (float) bias);
  }

  double margin(Example example, int window) {
    return margin(example, window, example.end(window));
  }

  double document(Example example) {
    return margin(example, 0, example.features().blocks());
  }

  private double margin(Example example, int from, int to) {
    long sum = 0;
    long size = 0;
    for (int block = from; block < to; block++) {
      int[] features = example.features().grams(block);
      size += features.length;
      for (int feature : features) {
        sum += weights[feature];
      }
    }
    return Math.clamp(bias + unit * (double) sum / Math.sqrt((double) size), -SUREST, SUREST);
  }
}
