package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * How much each window of one text looks like an attack. A window's margin adds up what the n-grams
 * in it, those of the whole text, the signs of rules in it and the concepts in it weigh. Confined
 * to one text.
 */
final class Assessment {
  private final Blocks blocks;
  private final Signs signs;
  private final double[] plain;
  private final double[] full;
  private final boolean[] signed;
  private final double[] least;
  private final Source source;
  private long concepts;
  private double conceptsWeight;

  private Assessment(Blocks blocks, Signs signs, int windows, Source source) {
    this.blocks = blocks;
    this.signs = signs;
    this.plain = new double[windows];
    this.full = new double[windows];
    this.signed = new boolean[windows];
    this.least = new double[windows];
    this.source = source;
  }

  static Assessment of(InjectionModel model, ScannedText text, Hits hits) {
    Blocks blocks = Blocks.of(text);
    int count = blocks.count();
    long[] sums = new long[count + 1];
    long[] sizes = new long[count + 1];
    var reader = new Grams(blocks);
    for (int block = 0; block < count; block++) {
      sums[block + 1] = sums[block] + model.sum(reader);
      sizes[block + 1] = sizes[block] + reader.size();
    }
    int windows = Math.max(1, count - Blocks.PER_WINDOW + 1);
    var assessment =
        new Assessment(blocks, Signs.of(text, blocks, hits), windows, text.origin().source());
    double document = model.gramMargin(sums[count], sizes[count]);
    for (int window = 0; window < windows; window++) {
      int end = Math.min(count, window + Blocks.PER_WINDOW);
      long size = sizes[end] - sizes[window];
      double said = model.gramMargin(sums[end] - sums[window], size);
      double margin = model.margin(InjectionModel.weighed(said, size), document);
      assessment.weigh(model, window, end, margin);
    }
    return assessment;
  }

  private void weigh(InjectionModel model, int window, int end, double margin) {
    double all = margin + pairWeight(model, signs.concepts(window, end));
    double withoutBoundary = all;
    for (int half = 0; half < 2; half++) {
      long bits = 0;
      for (int block = window; block < end; block++) {
        bits |= signs.bits(block, half);
      }
      while (bits != 0) {
        int rule = half * Long.SIZE + Long.numberOfTrailingZeros(bits);
        bits &= bits - 1;
        all += model.ruleWeight(rule);
        Rules.Rule known = Lexicon.RULES.rule(rule);
        String category = known.category();
        if (category.isEmpty()) {
          least[window] = Math.max(least[window], known.floor(source));
        }
        boolean boundary = category.equals(Regions.BOUNDARY);
        signed[window] |= !category.isEmpty();
        withoutBoundary += boundary ? 0 : model.ruleWeight(rule);
      }
    }
    full[window] = all;
    plain[window] = withoutBoundary;
  }

  /** Neighbours share two blocks of three, and most often all concepts. */
  private double pairWeight(InjectionModel model, long found) {
    if (found != concepts) {
      concepts = found;
      conceptsWeight = model.pairWeight(found);
    }
    return conceptsWeight;
  }

  Blocks blocks() {
    return blocks;
  }

  Signs signs() {
    return signs;
  }

  int windows() {
    return full.length;
  }

  double margin(int window) {
    return full[window];
  }

  /** The margin without what made-up borders add: policies may choose not to look at those. */
  double marginWithoutBoundaries(int window) {
    return plain[window];
  }

  /** Whether a rule that is reported found something in the window. */
  boolean signed(int window) {
    return signed[window];
  }

  /** How many ideas that attacks are made of have a word in the window. */
  int ideas(int window) {
    return Long.bitCount(signs.concepts(window, endBlock(window)) & Lexicon.IDEAS_OF_ATTACKS);
  }

  /** The least score of a window for signs in it that only weigh in; 0 for most. */
  double least(int window) {
    return least[window];
  }

  /** The block after the last one of a window. */
  int endBlock(int window) {
    return Math.min(blocks.count(), window + Blocks.PER_WINDOW);
  }
}
