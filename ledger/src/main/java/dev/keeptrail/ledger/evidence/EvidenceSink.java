package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.integrity.Hash;
import java.io.IOException;

/** Gets a stretch of the ledger, in the order of its numbers. */
public interface EvidenceSink {
  /** What comes; once, before all else. */
  void range(EvidenceRange range) throws IOException;

  /**
   * An event.
   *
   * @param json as it is recorded
   * @param leaf as the tree has it
   */
  void event(long sequence, byte[] json, Hash leaf) throws IOException;

  /** An event that is not there any more, and its leaf, which is. */
  void absent(long sequence, Hash leaf) throws IOException;
}
