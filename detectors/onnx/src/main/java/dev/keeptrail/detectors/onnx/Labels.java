package dev.keeptrail.detectors.onnx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the model's outputs mean.
 *
 * @param names the label of each output, in order
 * @param categories the category for each label that is of interest; for tagged tokens without
 *     their prefix
 * @param sigmoid whether labels are independent of each other, or exclude each other
 */
record Labels(List<String> names, Map<String, String> categories, boolean sigmoid) {
  Labels {
    names = List.copyOf(names);
    categories = Map.copyOf(categories);
  }

  int count() {
    return names.size();
  }

  Set<String> allCategories() {
    return Set.copyOf(categories.values());
  }

  @Nullable String category(String label) {
    return categories.get(label);
  }

  /** The word that a marker shows. */
  static String marker(String label) {
    var word = new StringBuilder();
    for (char c : label.toUpperCase(Locale.ROOT).toCharArray()) {
      word.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
    }
    return word.substring(0, Math.min(64, word.length()));
  }

  /** The probability of each label. */
  double[] probabilities(float[] logits) {
    double[] result = new double[logits.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      result[i] = sigmoid ? 1 / (1 + Math.exp(-logits[i])) : Math.exp(logits[i] - greatest);
      sum += result[i];
    }
    for (int i = 0; i < result.length && !sigmoid; i++) {
      result[i] /= sum;
    }
    return result;
  }
}
