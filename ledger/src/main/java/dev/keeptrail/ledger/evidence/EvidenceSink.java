package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Salt;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gets a stretch of the ledger, in the order of its numbers. */
public interface EvidenceSink {
  /** What comes; once, before all else. */
  void range(EvidenceRange range) throws IOException;

  /**
   * An event.
   *
   * @param json as it is recorded
   * @param salt that lies beside it; null for an event of format 1
   * @param leaf as the tree has it
   */
  void event(long sequence, byte[] json, @Nullable Salt salt, Hash leaf)
      throws IOException, LedgerException;

  /**
   * An event that is not there any more, and its leaf, which is.
   *
   * @param pruned whether a signed notice of a pruning names it; otherwise somebody removed it
   */
  void absent(long sequence, Hash leaf, boolean pruned) throws IOException;
}
