package dev.keeptrail.gateway.archive;

/** What the tree of the ledger says of an event. */
public sealed interface ProofStatus {
  /**
   * A signed checkpoint holds it, as it is.
   *
   * @param size how many events the checkpoint speaks of
   * @param origin the ledger's name, which is the name of its key
   * @param hashes how many lead from the event to what was signed
   */
  record Proved(long sequence, long size, String origin, int hashes) implements ProofStatus {}

  /** No checkpoint speaks of it yet. */
  record Unsigned() implements ProofStatus {}

  /** It is not what was recorded, or the tree is damaged. */
  record Broken(String problem) implements ProofStatus {}
}
