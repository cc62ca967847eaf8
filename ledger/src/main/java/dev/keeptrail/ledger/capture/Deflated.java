package dev.keeptrail.ledger.capture;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** DEFLATE (RFC 1951), with a bound on what comes out. */
final class Deflated {
  /** More than the largest capture that a pack may ask for. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int CHUNK = 8_192;

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
    try (var inflater = new Inflater(true)) {
      inflater.setInput(deflated);
      var out = new ByteArrayOutputStream(4 * deflated.length);
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int count = inflater.inflate(chunk);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new CaptureException("the capture is cut short");
        }
        out.write(chunk, 0, count);
        if (out.size() > MAX_BYTES) {
          throw new CaptureException("the capture is larger than any that was written");
        }
      }
      return out.toByteArray();
    } catch (DataFormatException _) {
      throw new CaptureException("the capture is damaged");
    }
  }
}
