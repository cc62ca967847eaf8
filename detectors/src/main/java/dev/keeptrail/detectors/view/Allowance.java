package dev.keeptrail.detectors.view;

/**
 * How many characters one scan may still decode. Nested codes multiply text; this is what keeps
 * them from multiplying work. Confined to one scan.
 */
public final class Allowance {
  private static final int PER_CHARACTER = 4;
  private static final long BASE = 64 * 1024;
  private static final long CAP = 16L * 1024 * 1024;

  private long left;
  private boolean exceeded;

  /** For texts of this many UTF-16 units together. */
  public Allowance(long characters) {
    left = Math.min(CAP, BASE + PER_CHARACTER * characters);
  }

  /** Takes that many, or none and notes that something was left unread. */
  public boolean take(long characters) {
    if (characters > left) {
      exceeded = true;
      return false;
    }
    left -= characters;
    return true;
  }

  /** How many may still be decoded. */
  public long left() {
    return left;
  }

  /** Notes that something that could have been decoded was not. */
  public void exceed() {
    exceeded = true;
  }

  /** Whether something was left unread, without taking notice of it. */
  public boolean isExceeded() {
    return exceeded;
  }

  /** Whether something was left unread since this was last asked. */
  public boolean wasExceeded() {
    boolean was = exceeded;
    exceeded = false;
    return was;
  }
}
