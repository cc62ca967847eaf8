package dev.keeptrail.ledger.capture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** DEFLATE (RFC 1951), with a bound on what comes out. */
final class Deflated {
  /** More than the largest capture that a pack may ask for. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int CHUNK = 8_192;

  private static final byte[] NOTHING = {};

  /**
   * WHY: a replay opens hundreds of thousands of captures, and a new one costs as much as those.
   */
  private static final ThreadLocal<Inflater> INFLATERS =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private Deflated() {}

  static byte[] of(byte[] plain) {
    // WHY: the fastest level, because it is on the way of every captured request.
    try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(plain);
      deflater.finish();
      var out = new ByteArrayOutputStream(Math.max(64, plain.length / 3));
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    }
  }

  static byte[] inflate(byte[] deflated) throws CaptureException {
    Inflater inflater = INFLATERS.get();
    inflater.reset();
    inflater.setInput(deflated);
    byte[] plain = new byte[Math.max(CHUNK, 4 * Math.min(deflated.length, MAX_BYTES / 4))];
    int length = 0;
    try {
      while (!inflater.finished()) {
        if (length == plain.length) {
          plain = Arrays.copyOf(plain, (int) Math.min(2L * length, MAX_BYTES + 1L));
        }
        int count = inflater.inflate(plain, length, plain.length - length);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new CaptureException("the capture is cut short");
        }
        length += count;
        if (length > MAX_BYTES) {
          throw new CaptureException("the capture is larger than any that was written");
        }
      }
      return length == plain.length ? plain : Arrays.copyOf(plain, length);
    } catch (DataFormatException _) {
      throw new CaptureException("the capture is damaged");
    } finally {
      inflater.setInput(NOTHING);
    }
  }
}
