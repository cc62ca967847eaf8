package dev.keeptrail.gateway.exchange;

/**
 * How much may wait for people, in places: each escalation takes one, and more where much is kept
 * for it. Those that are judged at the same time may go beyond it together.
 *
 * @param all of all callers
 * @param perCaller of one caller; all that nobody knows are one
 */
public record EscalationBounds(int all, int perCaller) {
  public static final int MOST = 100_000;
  public static final EscalationBounds DEFAULT = new EscalationBounds(1_000, 250);

  public EscalationBounds {
    if (all < 1 || all > MOST || perCaller < 1 || perCaller > MOST) {
      throw new IllegalArgumentException("escalations must be 1 to " + MOST);
    }
  }
}
