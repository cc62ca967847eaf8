package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.Hash;
import java.util.List;

/**
 * A stretch of the ledger, and what ties it to a signed checkpoint.
 *
 * @param first number of the first event
 * @param last number of the last one; none is left out between them
 * @param wanted number of the last event of the time; behind {@code last} where no checkpoint
 *     vouches for it yet
 * @param before the tree of all events in front of it
 * @param consistency that the tree up to the last event is the beginning of the checkpoint's
 * @param checkpoint a signed note
 * @param size how many events the checkpoint speaks of
 */
public record EvidenceRange(
    long first,
    long last,
    long wanted,
    CompactTree before,
    List<Hash> consistency,
    String checkpoint,
    long size) {
  public EvidenceRange {
    consistency = List.copyOf(consistency);
  }
}
