package dev.keeptrail.ledger.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The zlib format (RFC 1950) with a preset dictionary, with a bound on what comes out. Captures are
 * short and much alike: with what they have in common known beforehand they take half the room and
 * half the time. What earlier builds wrote is plain DEFLATE (RFC 1951), and is read.
 */
final class Deflated {
  /** More than the largest capture that a pack may ask for. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int CHUNK = 8_192;
  private static final int KEPT = 16;

  /** A zlib header: DEFLATE with a window of 32 kB. No DEFLATE stream of zlib's begins so. */
  private static final int ZLIB = 0x78;

  private static final byte[] NOTHING = {};

  /** Never changed, for captures name it by its checksum: another one gets another number. */
  private static final byte[] DICTIONARY = resource("dictionary-1.txt");

  private static final int DICTIONARY_ID = checksum(DICTIONARY);

  // WHY: making one costs as much as a capture does, and its memory is outside the heap.
  private static final ArrayBlockingQueue<Deflater> DEFLATERS = new ArrayBlockingQueue<>(KEPT);
  private static final ArrayBlockingQueue<Inflater> INFLATERS = new ArrayBlockingQueue<>(KEPT);

  private Deflated() {}

  static byte[] of(byte[] plain) {
    Deflater kept = DEFLATERS.poll();
    // WHY: the fastest level, because it is on the way of every captured request.
    Deflater deflater = kept == null ? new Deflater(Deflater.BEST_SPEED) : kept;
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(plain);
    deflater.finish();
    var out = new ByteArrayOutputStream(Math.max(64, plain.length / 4));
    byte[] chunk = new byte[Math.min(CHUNK, Math.max(64, plain.length / 2))];
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.reset();
    if (!DEFLATERS.offer(deflater)) {
      deflater.end();
    }
    return out.toByteArray();
  }

  static byte[] inflate(byte[] deflated) throws CaptureException {
    if (deflated.length > 0 && deflated[0] == ZLIB) {
      Inflater kept = INFLATERS.poll();
      Inflater inflater = kept == null ? new Inflater() : kept;
      try {
        return inflate(inflater, deflated);
      } finally {
        inflater.reset();
        if (!INFLATERS.offer(inflater)) {
          inflater.end();
        }
      }
    }
    try (var inflater = new Inflater(true)) {
      return inflate(inflater, deflated);
    }
  }

  private static byte[] inflate(Inflater inflater, byte[] deflated) throws CaptureException {
    inflater.setInput(deflated);
    byte[] plain = new byte[Math.max(CHUNK, 6 * Math.min(deflated.length, MAX_BYTES / 6))];
    int length = 0;
    try {
      while (!inflater.finished()) {
        if (length == plain.length) {
          plain = Arrays.copyOf(plain, (int) Math.min(2L * length, MAX_BYTES + 1L));
        }
        int count = inflater.inflate(plain, length, plain.length - length);
        if (count == 0 && inflater.needsDictionary()) {
          giveDictionary(inflater);
        } else if (count == 0 && !inflater.finished()) {
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

  private static void giveDictionary(Inflater inflater) throws CaptureException {
    if (inflater.getAdler() != DICTIONARY_ID) {
      throw new CaptureException("the capture was written by a younger build, or is damaged");
    }
    inflater.setDictionary(DICTIONARY);
  }

  private static int checksum(byte[] bytes) {
    var checksum = new Adler32();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  private static byte[] resource(String name) {
    try (InputStream in = Deflated.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
