package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a pack says about captures.
 *
 * @param key where the key of sealed captures is to be found; null unless the mode is {@link
 *     CaptureMode#FULL}
 * @param maxKilobytes the largest capture of one exchange, in units of 1,024 bytes before it is
 *     compressed
 */
public record CapturePlan(CaptureMode mode, @Nullable SecretRef key, int maxKilobytes) {
  public static final int MAX_KILOBYTES = 10_240;
  public static final int DEFAULT_KILOBYTES = 1_024;

  public static final CapturePlan NONE = new CapturePlan(CaptureMode.NONE, null, DEFAULT_KILOBYTES);
}
