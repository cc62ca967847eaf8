package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.injection.InjectionFeatures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How n-grams, signs and pairs of concepts are weighed together. Trained on examples whose n-gram
 * margins come from a model that has not seen their source: a margin of a text learned by heart
 * says too much.
 */
final class Head {
  private final float[] values;

  Head(float[] values) {
    this.values = values;
  }

  float[] values() {
    return values;
  }

  static final int WINDOW = 0;
  static final int DOCUMENT = 1;
  static final int BIAS = 2;
  static final int RULES = 3;

  /** Concepts and pairs of concepts follow the rules. */
  private static final int PAIRS = RULES + InjectionFeatures.rules();

  private static final int TURNS = 6;
  private static final int STEPS = 80;
  private static final double RATE = 0.5;
  private static final double PRIOR_STRENGTH = 0.0004;

  /** There are many pairs, and most texts hold few: each is trusted the less. */
  private static final double PAIR_STRENGTH = 0.014;

  private static final double NOISY = 0.3;
  private static final double OWN_ATTACK = 12;
  private static final double OWN_HARMLESS = 2;

  /**
   * Given, not fitted: of the many windows of a long harmless text one always looks bad, so a fit
   * trusts the text as a whole instead, and then no attack is seen that fills a small part of it.
   */
  private static final double WINDOW_WEIGHT = 0.8;

  /** What is weighed: all of it, or one part alone to see what it is worth. */
  enum Parts {
    BOTH,
    GRAMS,
    RULES
  }

  static Head train(List<Scored> examples, Parts parts) {
    double[] prior = prior(parts);
    double[] values = prior.clone();
    double[] importance = importance(examples);
    for (int turn = 0; turn < TURNS; turn++) {
      int[] windows = new int[examples.size()];
      for (int i = 0; i < windows.length; i++) {
        windows[i] = best(examples.get(i), values);
      }
      fit(examples, windows, importance, values, prior, parts);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return new Head(rounded);
  }

  private static double[] prior(Parts parts) {
    double[] prior = new double[PAIRS + InjectionFeatures.pairs()];
    prior[WINDOW] = parts == Parts.RULES ? 0 : WINDOW_WEIGHT;
    prior[DOCUMENT] = parts == Parts.RULES ? 0 : 0.2;
    prior[BIAS] = -2;
    for (int rule = 0; rule < InjectionFeatures.rules(); rule++) {
      prior[RULES + rule] = parts == Parts.GRAMS ? 0 : InjectionFeatures.rulePrior(rule);
    }
    return prior;
  }

  /** Every source counts alike, and attacks as much as harmless texts. */
  private static double[] importance(List<Scored> examples) {
    Map<String, Integer> sizes = new HashMap<>();
    examples.forEach(scored -> sizes.merge(scored.example().row().set(), 1, Integer::sum));
    double[] importance = new double[examples.size()];
    double attacks = 0;
    double harmless = 0;
    for (int i = 0; i < importance.length; i++) {
      Row row = examples.get(i).example().row();
      double size = sizes.getOrDefault(row.set(), 1);
      importance[i] = quality(row) / Math.pow(size, row.attack() ? 0.8 : 0.5);
      attacks += row.attack() ? importance[i] : 0;
      harmless += row.attack() ? 0 : importance[i];
    }
    for (int i = 0; i < importance.length; i++) {
      boolean attack = examples.get(i).example().row().attack();
      importance[i] /= 2 * (attack ? attacks : harmless);
    }
    return importance;
  }

  /**
   * Own texts were written to tell attacks from what only has their words: signs learn most there.
   */
  private static double quality(Row row) {
    if (OwnTexts.isOwn(row)) {
      return row.attack() ? OWN_ATTACK : OWN_HARMLESS;
    }
    return row.noisy() ? NOISY : 1;
  }

  private static int best(Scored scored, double[] values) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int window = 0; window < scored.windows().length; window++) {
      double margin = margin(scored, window, values);
      if (margin > most) {
        most = margin;
        best = window;
      }
    }
    return best;
  }

  private static double margin(Scored scored, int window, double[] values) {
    double margin =
        values[BIAS]
            + values[WINDOW] * scored.windows()[window]
            + values[DOCUMENT] * scored.document();
    for (int rule : scored.signs()[window]) {
      margin += values[RULES + rule];
    }
    for (int pair : scored.pairs()[window]) {
      margin += values[PAIRS + pair];
    }
    return margin;
  }

  private static void fit(
      List<Scored> examples,
      int[] windows,
      double[] importance,
      double[] values,
      double[] prior,
      Parts parts) {
    double[] squares = new double[values.length];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[values.length];
      for (int i = 0; i < windows.length; i++) {
        Scored scored = examples.get(i);
        double label = scored.example().row().attack() ? 1 : 0;
        double margin = margin(scored, windows[i], values);
        double error = importance[i] * (label - 1 / (1 + StrictMath.exp(-margin)));
        gradient[WINDOW] += error * scored.windows()[windows[i]];
        gradient[DOCUMENT] += error * scored.document();
        gradient[BIAS] += error;
        for (int rule : scored.signs()[windows[i]]) {
          gradient[RULES + rule] += error;
        }
        for (int pair : scored.pairs()[windows[i]]) {
          gradient[PAIRS + pair] += error;
        }
      }
      for (int j = 0; j < values.length; j++) {
        boolean rule = j >= RULES;
        boolean fixed =
            j == WINDOW
                || (parts == Parts.GRAMS && rule)
                || (parts == Parts.RULES && !rule && j != BIAS);
        double strength = j >= PAIRS ? PAIR_STRENGTH : rule ? PRIOR_STRENGTH : 0;
        gradient[j] -= strength * (values[j] - prior[j]);
        squares[j] += gradient[j] * gradient[j];
        values[j] += fixed ? 0 : RATE * gradient[j] / (Math.sqrt(squares[j]) + 1e-9);
      }
    }
  }

  /** The margin of an example: that of its most suspicious window. */
  double margin(Scored scored) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return margin(scored, best(scored, wide), wide);
  }
}
