package dev.keeptrail.gateway.telemetry;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a request belongs to, as the header {@code traceparent} of W3C Trace Context says.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 of them, the caller's span; null where the trace begins here
 * @param sampled whether the caller records it
 */
public record TraceParent(String traceId, @Nullable String spanId, boolean sampled) {
  private static final int LENGTH = 55;
  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A trace that begins here. */
  static TraceParent fresh() {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    // INVARIANT: never all zero, which means that there is none.
    id[0] |= 1;
    return new TraceParent(HEX.formatHex(id), null, true);
  }

  /** Reads the header; null where there is none, or none that the recommendation allows. */
  public static @Nullable TraceParent parse(@Nullable String header) {
    if (header == null || header.length() < LENGTH || !isFramed(header)) {
      return null;
    }
    String traceId = header.substring(3, 35);
    String spanId = header.substring(36, 52);
    String flags = header.substring(53, LENGTH);
    boolean wellFormed = isHex(header.substring(0, 2)) && isHex(traceId) && isHex(spanId);
    if (!wellFormed || !isHex(flags) || isZero(traceId) || isZero(spanId)) {
      return null;
    }
    return new TraceParent(traceId, spanId, (HexFormat.fromHexDigits(flags) & 1) == 1);
  }

  /** Version 00 ends after the flags; later ones may go on after a dash. */
  private static boolean isFramed(String header) {
    boolean dashes =
        header.charAt(2) == '-' && header.charAt(35) == '-' && header.charAt(52) == '-';
    boolean ends = header.length() == LENGTH;
    boolean goesOn = !ends && header.charAt(LENGTH) == '-' && !header.startsWith("00");
    return dashes && !header.startsWith("ff") && (ends || goesOn);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static boolean isZero(String text) {
    return text.chars().allMatch(c -> c == '0');
  }
}
