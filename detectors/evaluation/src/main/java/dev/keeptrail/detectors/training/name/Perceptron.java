package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.name.Decision;
import dev.keeptrail.detectors.name.Tag;
import dev.keeptrail.detectors.name.TaggerModel;
import java.util.Arrays;

/**
 * An averaged perceptron over the tagger's weight table: after Collins (2002), each mistake adds
 * one to the weights of the right tag and takes one from those of the wrong; what counts in the end
 * is the average over all steps. Whole numbers throughout, so that every machine learns the same.
 */
final class Perceptron implements Decision {
  /** Smaller averages make the file larger and nothing better. */
  private static final int SMALLEST = 2;

  private final int[] weights = new int[TaggerModel.ROWS * Tag.COUNT];
  private final long[] totals = new long[weights.length];
  private final int[] changed = new int[weights.length];
  private final int[] sums = new int[Tag.COUNT];
  private final int wantedMargin;
  private byte[] gold = new byte[0];
  private int step;
  private int margin;
  private int mistakes;

  Perceptron(int wantedMargin) {
    this.wantedMargin = wantedMargin;
  }

  void learnFrom(byte[] tags) {
    gold = tags;
  }

  int mistakes() {
    return mistakes;
  }

  @Override
  public int tag(int token, int[] rows, int count, int previous) {
    step++;
    Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      int row = rows[i] * Tag.COUNT;
      for (int tag = 0; tag < Tag.COUNT; tag++) {
        sums[tag] += weights[row + tag];
      }
    }
    int best = best(previous, -1);
    int wanted = wanted(gold[token], previous, best);
    int rival = best(previous, wanted);
    margin = sums[best] - sums[rival];
    if (best != wanted || isClose(token, wanted, rival)) {
      mistakes += best == wanted ? 0 : 1;
      for (int i = 0; i < count; i++) {
        change(rows[i] * Tag.COUNT + wanted, 1);
        change(rows[i] * Tag.COUNT + rival, -1);
      }
    }
    return best;
  }

  /** A continuation whose beginning was missed is taught as a beginning. */
  private static int wanted(int gold, int previous, int best) {
    if (gold == LabelledText.NOBODY) {
      Tag.Kind kind = Tag.kind(best);
      return kind == Tag.Kind.PERSON || kind == Tag.Kind.ADDRESS ? Tag.NONE : best;
    }
    boolean inside = gold != Tag.NONE && (gold & 1) == 0;
    return inside && previous != gold && previous != gold - 1 ? gold - 1 : gold;
  }

  private boolean isClose(int token, int wanted, int rival) {
    return gold[token] != LabelledText.NOBODY && sums[wanted] - sums[rival] < wantedMargin;
  }

  private int best(int previous, int without) {
    int best = without == Tag.NONE ? 1 : Tag.NONE;
    for (int tag = best + 1; tag < Tag.COUNT; tag++) {
      boolean inside = (tag & 1) == 0;
      boolean allowed = !inside || previous == tag || previous == tag - 1;
      if (tag != without && allowed && sums[tag] > sums[best]) {
        best = tag;
      }
    }
    return best;
  }

  private void change(int weight, int by) {
    totals[weight] += (long) (step - changed[weight]) * weights[weight];
    changed[weight] = step;
    weights[weight] += by;
  }

  @Override
  public int margin() {
    return margin;
  }

  /** The averages as signed bytes, scaled so that all but the largest few fit. */
  byte[] averages() {
    long[] sums = new long[weights.length];
    long[] sizes = new long[weights.length];
    for (int i = 0; i < weights.length; i++) {
      sums[i] = totals[i] + (long) (step - changed[i]) * weights[i];
      sizes[i] = Math.abs(sums[i]);
    }
    Arrays.sort(sizes);
    long largest = Math.max(1, sizes[sizes.length - 1 - sizes.length / 2000]);
    byte[] averages = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      long scaled = Math.floorDiv(sums[i] * 2 * Byte.MAX_VALUE / largest + 1, 2);
      if (Math.abs(scaled) >= SMALLEST) {
        averages[i] = (byte) Math.clamp(scaled, -Byte.MAX_VALUE, Byte.MAX_VALUE);
      }
    }
    return averages;
  }
}
