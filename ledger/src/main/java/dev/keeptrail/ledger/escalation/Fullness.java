package dev.keeptrail.ledger.escalation;

/**
 * How much of a queue is taken by what waits for a decision, or was approved and may still be used.
 * Each takes one place, and one more for each whole {@link #PLACE_BYTES} that are kept for it.
 *
 * @param waits whether the request that asks is there already
 * @param all places that are taken
 * @param own those of the same requester; of all that nobody knows where that is nobody known
 */
public record Fullness(boolean waits, long all, long own) {
  /** The bytes of sealed content that take a place of their own. */
  public static final int PLACE_BYTES = 1 << 20;
}
