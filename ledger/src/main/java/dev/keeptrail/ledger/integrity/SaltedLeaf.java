package dev.keeptrail.ledger.integrity;

/**
 * The leaf of an event that is being recorded.
 *
 * @param salt what its fields can be shown one by one with; kept beside the event
 */
public record SaltedLeaf(Hash hash, Salt salt) {
  /** Of what is no event. */
  public static final SaltedLeaf NONE =
      new SaltedLeaf(Hash.ofNothing(), Salt.of(new byte[Salt.LENGTH]));
}
