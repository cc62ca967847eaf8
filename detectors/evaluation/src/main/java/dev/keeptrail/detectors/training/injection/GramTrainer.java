package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.injection.InjectionFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Logistic regression over n-grams of windows by stochastic gradient descent with a step size of
 * its own for each weight (AdaGrad). After the first round an attack is learned from its most
 * suspicious windows only, since most of a long one is harmless. What the last examples say counts
 * too much; the mean over several orders says it less. One thread and fixed orders, so that the
 * same examples give the same weights, bit by bit.
 */
final class GramTrainer {
  private static final int ORDERS = 5;
  private static final int ROUNDS = 4;
  private static final int MOST_WINDOWS = 8;

  /** A window that is told this surely teaches nothing more. */
  private static final double SURE = 0.02;

  private static final float RATE = 0.35f;
  private static final float DECAY = 2e-5f;
  private static final double NOISY_WEIGHT = 0.3;
  private static final double MADE_WEIGHT = 0.5;

  private final float[] weights = new float[InjectionFeatures.GRAMS];
  private final float[] squares = new float[InjectionFeatures.GRAMS];
  private double bias;

  private GramTrainer() {}

  static Grams train(List<Example> examples, long seed) {
    double[] importance = importance(examples);
    float[] weights = new float[InjectionFeatures.GRAMS];
    double bias = 0;
    for (int order = 0; order < ORDERS; order++) {
      var trainer = new GramTrainer();
      trainer.learn(examples, importance, seed + order);
      for (int i = 0; i < weights.length; i++) {
        weights[i] += trainer.weights[i] / ORDERS;
      }
      bias += trainer.bias / ORDERS;
    }
    return Grams.rounded(weights, bias);
  }

  private void learn(List<Example> examples, double[] importance, long seed) {
    var dice = new SplittableRandom(seed);
    int[] order = new int[examples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int round = 0; round < ROUNDS; round++) {
      shuffle(order, dice);
      for (int i : order) {
        learn(examples.get(i), importance[i], round);
      }
    }
  }

  private static void shuffle(int[] order, SplittableRandom dice) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = dice.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
  }

  /** Large sources count for more than small ones, but far from in proportion. */
  private static double[] importance(List<Example> examples) {
    Map<String, Integer> sizes = new HashMap<>();
    examples.forEach(example -> sizes.merge(example.row().set(), 1, Integer::sum));
    double[] importance = new double[examples.size()];
    double attacks = 0;
    double harmless = 0;
    for (int i = 0; i < importance.length; i++) {
      Row row = examples.get(i).row();
      double quality = row.noisy() ? NOISY_WEIGHT : row.made() ? MADE_WEIGHT : 1;
      importance[i] = quality / Math.sqrt(sizes.getOrDefault(row.set(), 1));
      attacks += row.attack() ? importance[i] : 0;
      harmless += row.attack() ? 0 : importance[i];
    }
    for (int i = 0; i < importance.length; i++) {
      boolean attack = examples.get(i).row().attack();
      importance[i] *= examples.size() / 2.0 / (attack ? attacks : harmless);
    }
    return importance;
  }

  private void learn(Example example, double importance, int round) {
    boolean attack = example.row().attack();
    int windows = example.windows();
    int most = attack && round > 0 ? Math.max(1, windows / 4) : windows;
    List<Integer> chosen = strongest(example, Math.min(MOST_WINDOWS, most));
    double share = importance / Math.sqrt(chosen.size());
    chosen.forEach(window -> learn(example, window, attack, share));
  }

  private List<Integer> strongest(Example example, int most) {
    var windows = new ArrayList<Integer>();
    for (int i = 0; i < example.windows(); i++) {
      windows.add(i);
    }
    if (windows.size() <= most) {
      return windows;
    }
    // WHY: neighbours share two blocks of three.
    windows.removeIf(window -> window % 2 == 1);
    double[] margins = new double[example.windows()];
    windows.forEach(window -> margins[window] = margin(example, window));
    windows.sort(
        (a, b) -> margins[a] == margins[b] ? a - b : Double.compare(margins[b], margins[a]));
    return windows.subList(0, Math.min(most, windows.size()));
  }

  private double margin(Example example, int window) {
    double sum = 0;
    int size = 0;
    for (int block = window; block < example.end(window); block++) {
      int[] grams = example.features().grams(block);
      size += grams.length;
      for (int gram : grams) {
        sum += weights[gram];
      }
    }
    return bias + sum / Math.sqrt(size);
  }

  private void learn(Example example, int window, boolean attack, double importance) {
    double margin = margin(example, window);
    double error = (attack ? 1 : 0) - 1 / (1 + StrictMath.exp(-margin));
    if (Math.abs(error) < SURE) {
      return;
    }
    double step = importance * error;
    int size = 0;
    for (int block = window; block < example.end(window); block++) {
      size += example.features().grams(block).length;
    }
    float gradient = (float) (step / Math.sqrt(size));
    for (int block = window; block < example.end(window); block++) {
      for (int gram : example.features().grams(block)) {
        squares[gram] += gradient * gradient;
        float pull = gradient - DECAY * weights[gram];
        weights[gram] += RATE * pull / (float) Math.sqrt(squares[gram] + 1e-4f);
      }
    }
    bias += 0.002 * step;
  }
}
