package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.injection.InjectionFeatures;
import java.util.stream.IntStream;

/** An example with the margins that n-grams give it. */
final class Scored {
  private final Example example;
  private final double[] windows;
  private final double document;
  private final int[][] signs;
  private final int[][] pairs;

  private Scored(Example example, double[] windows, double document, int[][] signs, int[][] pairs) {
    this.example = example;
    this.windows = windows;
    this.document = document;
    this.signs = signs;
    this.pairs = pairs;
  }

  Example example() {
    return example;
  }

  double[] windows() {
    return windows;
  }

  double document() {
    return document;
  }

  int[][] signs() {
    return signs;
  }

  int[][] pairs() {
    return pairs;
  }

  static Scored of(Example example, Grams grams) {
    double[] windows = new double[example.windows()];
    int[][] signs = new int[windows.length][];
    int[][] pairs = new int[windows.length][];
    for (int window = 0; window < windows.length; window++) {
      windows[window] =
          InjectionFeatures.weighed(grams.margin(example, window), size(example, window));
      signs[window] = signs(example, window);
      pairs[window] = example.features().pairs(window, example.end(window));
    }
    return new Scored(example, windows, grams.document(example), signs, pairs);
  }

  private static long size(Example example, int window) {
    return IntStream.range(window, example.end(window))
        .mapToLong(block -> example.features().grams(block).length)
        .sum();
  }

  private static int[] signs(Example example, int window) {
    return IntStream.range(0, InjectionFeatures.rules())
        .filter(rule ->
            IntStream.range(window, example.end(window))
                .anyMatch(block -> example.features().hasSign(block, rule)))
        .toArray();
  }
}
