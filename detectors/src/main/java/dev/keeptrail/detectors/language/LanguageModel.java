package dev.keeptrail.detectors.language;

import dev.keeptrail.detectors.resource.TrainedResource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A table of signed bytes: for each row of {@link LetterGrams} and each language of {@link
 * Languages#LEARNT} how much the row speaks for it, in sixteenths of a bit. The file is the table
 * and nothing else, row by row. Immutable.
 */
public final class LanguageModel {
  public static final String FILE = "languages.model";

  private final byte[] weights;

  private LanguageModel(byte[] weights) {
    // WHY: sums read eight weights at once, also at the end of the last row.
    this.weights = Arrays.copyOf(weights, weights.length + Long.BYTES);
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

  /** Sums over the languages from one column to before another. */
  Sums sums(int from, int to) {
    return new Sums(weights, from, to);
  }

  /**
   * Adds up rows, eight weights at a time: as unsigned bytes in the odd and the even quarters of
   * two numbers. So many rows as no quarter runs over of are kept and then added column by column,
   * so that what is added to need not come from memory. Confined to one text.
   */
  static final class Sums {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN = 0x00FF00FF00FF00FFL;
    private static final long UNSIGNED = 0x8080808080808080L;
    private static final int BIAS = 128;
    private static final int MOST_ROWS = 256;

    private final byte[] weights;
    private final int from;
    private final int[] totals;
    private final int[] places = new int[MOST_ROWS];
    private int rows;

    Sums(byte[] weights, int from, int to) {
      this.weights = weights;
      this.from = from;
      this.totals = new int[to - from];
    }

    void add(int row) {
      places[rows++] = row * Languages.LEARNT.size() + from;
      if (rows == MOST_ROWS) {
        empty();
      }
    }

    private void empty() {
      for (int column = 0; column < totals.length; column += Long.BYTES) {
        addTo(column);
      }
      rows = 0;
    }

    private void addTo(int column) {
      long even = 0;
      long odd = 0;
      for (int i = 0; i < rows; i++) {
        long eight = (long) LONGS.get(weights, places[i] + column) ^ UNSIGNED;
        even += eight & EVEN;
        odd += eight >>> 8 & EVEN;
      }
      for (int i = 0; i < Long.BYTES && column + i < totals.length; i++) {
        long half = i % 2 == 0 ? even : odd;
        totals[column + i] += (int) (half >>> (i / 2 * 16) & 0xFFFF) - BIAS * rows;
      }
    }

    /** The sum of each language. */
    int[] totals() {
      empty();
      return totals;
    }
  }

  /** Class initialisation is the lock. */
  private static final class Bundled {
    private static final LanguageModel MODEL = of(TrainedResource.read(LanguageModel.class, FILE));
  }
}
