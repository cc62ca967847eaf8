package dev.keeptrail.detectors.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Picks the tag with the highest sum of weights; among equals the one that comes first. The weights
 * of all tags but the last are added up at once, as unsigned bytes in the quarters of two numbers.
 */
final class ModelDecision implements Decision {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EVEN = 0x00FF00FF00FF00FFL;
  private static final long UNSIGNED = 0x8080808080808080L;
  private static final int BIAS = 128;
  private static final int LAST = Tag.COUNT - 1;

  private final TaggerModel model;
  private final byte[] weights;
  private final int[] sums = new int[Tag.COUNT];
  private final int[] places = new int[Features.MAX + 1];
  private int margin;

  ModelDecision(TaggerModel model) {
    this.model = model;
    this.weights = model.weights();
  }

  /**
   * Takes the rows that have weights together first: most have none.
   *
   * <p>INVARIANT: at most 256 rows, so that no quarter runs over into the next.
   */
  private void add(int[] rows, int count) {
    int used = 0;
    for (int i = 0; i < count; i++) {
      places[used] = model.place(rows[i]);
      used += model.used(rows[i]);
    }
    long even = 0;
    long odd = 0;
    int last = 0;
    for (int i = 0; i < used; i++) {
      int row = places[i];
      long eight = (long) LONGS.get(weights, row) ^ UNSIGNED;
      even += eight & EVEN;
      odd += eight >>> 8 & EVEN;
      last += weights[row + LAST];
    }
    for (int tag = 0; tag < LAST; tag++) {
      long half = tag % 2 == 0 ? even : odd;
      sums[tag] = (int) (half >>> (tag / 2 * 16) & 0xFFFF) - BIAS * used;
    }
    sums[LAST] = last;
  }

  @Override
  public int tag(int token, int[] rows, int count, int previous) {
    add(rows, count);
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
