package dev.keeptrail.detectors.name;

/** Picks the tag with the highest sum of weights; among equals the one that comes first. */
final class ModelDecision implements Decision {
  private final byte[] weights;
  private final int[] sums = new int[Tag.COUNT];
  private int margin;

  ModelDecision(TaggerModel model) {
    this.weights = model.weights();
  }

  @Override
  public int tag(int token, int[] rows, int count, int previous) {
    java.util.Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      int row = rows[i] * Tag.COUNT;
      for (int tag = 0; tag < Tag.COUNT; tag++) {
        sums[tag] += weights[row + tag];
      }
    }
    int best = Tag.NONE;
    int second = Integer.MIN_VALUE;
    for (int tag = 1; tag < Tag.COUNT; tag++) {
      if (Tag.follows(previous, tag)) {
        if (sums[tag] > sums[best]) {
          second = sums[best];
          best = tag;
        } else {
          second = Math.max(second, sums[tag]);
        }
      }
    }
    margin = sums[best] - second;
    return best;
  }

  @Override
  public int margin() {
    return margin;
  }
}
