package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a text that decodes from Base64 (either alphabet, padded or not, wrapped or not) to
 * readable UTF-8.
 */
record EncodedRun(int start, int end, ScannedText decoded) {
  /** A first look that turns ordinary words away before anything is allocated. */
  private static final int PROBE_BYTES = 12;

  static List<EncodedRun> runs(ScannedText text, IntList ranges) {
    var runs = new ArrayList<EncodedRun>();
    int i = 0;
    while (i < ranges.size()) {
      int start = ranges.get(i);
      int end = ranges.get(i + 1);
      i += 2;
      while (i < ranges.size() && isLineBreak(text, end, ranges.get(i))) {
        end = ranges.get(i + 1);
        i += 2;
      }
      decode(text, start, tail(text, end), runs);
    }
    return runs;
  }

  private static boolean isLineBreak(ScannedText text, int from, int to) {
    return (to == from + 1 && text.at(from) == '\n')
        || (to == from + 2 && text.at(from) == '\r' && text.at(from + 1) == '\n');
  }

  /** A wrapped run may end in a line too short to count as a run of its own. */
  private static int tail(ScannedText text, int end) {
    int at = end;
    if (text.at(at) == '\r') {
      at++;
    }
    if (text.at(at) != '\n') {
      return end;
    }
    int last = at + 1;
    while (last - at <= SharedPass.MIN_ENCODED_RUN && value(text.at(last)) >= 0) {
      last++;
    }
    return text.at(last) == '=' && last > at + 1 ? last : end;
  }

  private static void decode(ScannedText text, int start, int end, List<EncodedRun> runs) {
    byte[] bytes = new byte[PROBE_BYTES];
    int probed = decode(text, start, end, bytes);
    for (int i = 0; i < probed; i++) {
      if (bytes[i] >= 0 && !isReadable(bytes[i])) {
        return;
      }
    }
    bytes = new byte[(end - start) * 3 / 4 + 3];
    int length = decode(text, start, end, bytes);
    String decoded = toText(bytes, length);
    if (isReadable(decoded)) {
      int padded = end;
      while (padded < end + 2 && text.at(padded) == '=') {
        padded++;
      }
      runs.add(new EncodedRun(start, padded, TextNormalizer.normalize(decoded)));
    }
  }

  /** The bytes as UTF-8, or nothing: most long runs are identifiers or binary data. */
  private static String toText(byte[] bytes, int length) {
    CharBuffer chars = CharBuffer.allocate(length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length), chars, true);
    return result.isError() ? "" : chars.flip().toString();
  }

  /** Decodes until the buffer is full or the run ends; line breaks are skipped. */
  private static int decode(ScannedText text, int start, int end, byte[] bytes) {
    int bits = 0;
    int held = 0;
    int length = 0;
    for (int i = start; i < end && length < bytes.length; i++) {
      int value = value(text.charAt(i));
      if (value < 0) {
        continue;
      }
      bits = (bits << 6) | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[length++] = (byte) (bits >> held);
      }
    }
    return length;
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }

  private static boolean isReadable(int c) {
    return c >= 0x20 ? c != 0x7F : c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isReadable(String decoded) {
    return !decoded.isEmpty() && decoded.chars().allMatch(EncodedRun::isReadable);
  }
}
