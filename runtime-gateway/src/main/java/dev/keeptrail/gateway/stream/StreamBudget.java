package dev.keeptrail.gateway.stream;

/** What one answer may still keep. Confined to one thread. */
final class StreamBudget {
  private final StreamLimits limits;
  private long kept;
  private int channels;
  private boolean exceeded;

  StreamBudget(StreamLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes room for a piece; false if there is none.
   *
   * @param had what its text has already
   */
  boolean take(int had, int length) {
    exceeded |= length > limits.channel() - had || length > limits.answer() - kept;
    kept += length;
    return !exceeded;
  }

  /** Takes room for a further text; false if there is none. */
  boolean open() {
    channels++;
    exceeded |= channels > limits.channels();
    return !exceeded;
  }

  boolean isExceeded() {
    return exceeded;
  }
}
