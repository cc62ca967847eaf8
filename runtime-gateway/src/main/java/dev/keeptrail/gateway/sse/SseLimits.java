package dev.keeptrail.gateway.sse;

/**
 * How long a line and all data of one event may be, in bytes. What is longer ends the stream: it is
 * never passed on unread.
 */
public record SseLimits(int lineBytes, int eventBytes) {
  public static final SseLimits DEFAULT = new SseLimits(4 << 20, 8 << 20);

  public SseLimits {
    if (lineBytes < 1 || eventBytes < 1) {
      throw new IllegalArgumentException("a limit is positive");
    }
  }
}
