package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.resource.TrainedResource;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the training program learnt: a table of signed bytes, one row of {@link Tag#COUNT} weights
 * for each feature hash, and four word filters. The file is the word {@code KTN1}, the number of
 * rows, the filters (length and bits each), and the weights that are not zero: for each row that
 * has any, how many rows were passed over (one byte; 255 stands for 255 rows and no row after
 * them), a bit for each tag (two bytes), and the weights. Integers are big-endian. Immutable.
 */
public final class TaggerModel {
  public static final String FILE = "names.model";
  public static final int ROWS = 1 << 17;

  private static final int MAGIC = 0x4B544E31;
  private static final int MAX_SKIP = 255;

  private final WordClasses classes;
  private final Gazetteer gazetteer;
  private final byte[] weights;

  /** A bit for each row that has weights: most have none, and these bits stay in a small cache. */
  private final long[] used = new long[ROWS / Long.SIZE];

  private TaggerModel(WordClasses classes, Gazetteer gazetteer, byte[] weights) {
    this.classes = classes;
    this.gazetteer = gazetteer;
    this.weights = weights.clone();
    for (int row = 0; row < ROWS; row++) {
      used[row / Long.SIZE] |= mask(row) == 0 ? 0 : 1L << row;
    }
  }

  /** The model in this archive, read and checked when first wanted. */
  static TaggerModel bundled() {
    return Bundled.MODEL;
  }

  /** From weights as {@link #toBytes} lays them out. */
  public static TaggerModel of(WordClasses classes, Gazetteer gazetteer, byte[] weights) {
    if (weights.length != ROWS * Tag.COUNT) {
      throw new IllegalStateException("the name model has the wrong size");
    }
    return new TaggerModel(classes, gazetteer, weights);
  }

  static TaggerModel read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < 8 || in.getInt() != MAGIC || in.getInt() != ROWS) {
      throw new IllegalStateException("the name model has another format");
    }
    Gazetteer gazetteer = Gazetteer.read(in);
    return of(WordClasses.load(), gazetteer, readWeights(in));
  }

  private static byte[] readWeights(ByteBuffer in) {
    byte[] weights = new byte[ROWS * Tag.COUNT];
    int row = 0;
    while (in.hasRemaining()) {
      int skip = Byte.toUnsignedInt(in.get());
      row += skip;
      if (skip < MAX_SKIP) {
        int mask = in.getShort();
        for (int tag = 0; tag < Tag.COUNT; tag++) {
          if ((mask & (1 << tag)) != 0) {
            weights[row * Tag.COUNT + tag] = in.get();
          }
        }
        row++;
      }
    }
    return weights;
  }

  /** What {@link #read} reads. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(8 + gazetteer.size() + ROWS * (Tag.COUNT + 3));
    out.putInt(MAGIC).putInt(ROWS);
    gazetteer.writeTo(out);
    int skipped = 0;
    for (int row = 0; row < ROWS; row++) {
      int mask = mask(row);
      if (mask == 0) {
        skipped++;
      } else {
        while (skipped >= MAX_SKIP) {
          out.put((byte) MAX_SKIP);
          skipped -= MAX_SKIP;
        }
        out.put((byte) skipped).putShort((short) mask);
        writeRow(row, out);
        skipped = 0;
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private int mask(int row) {
    int mask = 0;
    for (int tag = 0; tag < Tag.COUNT; tag++) {
      mask |= weights[row * Tag.COUNT + tag] == 0 ? 0 : 1 << tag;
    }
    return mask;
  }

  private void writeRow(int row, ByteBuffer out) {
    for (int tag = 0; tag < Tag.COUNT; tag++) {
      byte weight = weights[row * Tag.COUNT + tag];
      if (weight != 0) {
        out.put(weight);
      }
    }
  }

  WordClasses classes() {
    return classes;
  }

  Gazetteer gazetteer() {
    return gazetteer;
  }

  /** One for a row that has weights, zero for any other. */
  int used(int row) {
    return (int) (used[row / Long.SIZE] >>> row & 1);
  }

  /** Where the weights of a row begin in {@link #weights()}. */
  int place(int row) {
    return row * Tag.COUNT;
  }

  /** All rows. Not to be changed. */
  byte[] weights() {
    return weights;
  }

  /** Class initialisation is the lock. */
  private static final class Bundled {
    private static final TaggerModel MODEL = read(TrainedResource.read(TaggerModel.class, FILE));
  }
}
