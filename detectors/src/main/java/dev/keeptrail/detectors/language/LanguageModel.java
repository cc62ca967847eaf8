package dev.keeptrail.detectors.language;

import dev.keeptrail.detectors.resource.TrainedResource;

/**
 * A table of signed bytes: for each row of {@link LetterGrams} and each language of {@link
 * Languages#LEARNT} how much the row speaks for it, in sixteenths of a bit. The file is the table
 * and nothing else, row by row. Immutable.
 */
public final class LanguageModel {
  public static final String FILE = "languages.model";

  private final byte[] weights;

  private LanguageModel(byte[] weights) {
    this.weights = weights;
  }

  /** From the bytes of a file. */
  public static LanguageModel of(byte[] weights) {
    if (weights.length != LetterGrams.ROWS * Languages.LEARNT.size()) {
      throw new IllegalStateException("the language model has the wrong size");
    }
    return new LanguageModel(weights);
  }

  /** The model in this archive, read and checked when first wanted. */
  static LanguageModel bundled() {
    return Bundled.MODEL;
  }

  /** Adds the weights of the languages from one column to before another. */
  void addTo(int[] sums, int row, int from, int to) {
    int at = row * sums.length;
    for (int language = from; language < to; language++) {
      sums[language] += weights[at + language];
    }
  }

  /** Class initialisation is the lock. */
  private static final class Bundled {
    private static final LanguageModel MODEL = of(TrainedResource.read(LanguageModel.class, FILE));
  }
}
