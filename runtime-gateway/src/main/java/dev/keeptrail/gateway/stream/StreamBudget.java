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
   * Takes room for a piece.
   *
   * @param had what its text has already
   * @return how much of it may be kept
   */
  int take(int had, int length) {
    long room = Math.min((long) limits.channel() - had, limits.answer() - kept);
    int taken = Math.clamp(room, 0, length);
    kept += taken;
    exceeded |= taken < length;
    return taken;
  }

  /** Takes room for a further text or call; false if there is none. */
  boolean open() {
    boolean free = channels < limits.channels();
    channels += free ? 1 : 0;
    exceeded |= !free;
    return free;
  }

  boolean isExceeded() {
    return exceeded;
  }

  boolean blocks() {
    return exceeded && limits.onOverflow() == OnOverflow.BLOCK;
  }
}
