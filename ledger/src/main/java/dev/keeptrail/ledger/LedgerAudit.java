package dev.keeptrail.ledger;

import dev.keeptrail.ledger.evidence.EvidenceSink;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.SignedNote;
import dev.keeptrail.ledger.integrity.Verification;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is open to be checked. Confined to one thread; events may be appended meanwhile.
 */
public interface LedgerAudit extends AutoCloseable {
  /**
   * What to check, and by which word.
   *
   * @param first number of the first event; 1 is the first there is
   * @param last number of the last; null for the end of the ledger
   * @param keys that checkpoints must be signed by
   * @param kept a checkpoint that was kept elsewhere, as a signed note; null for none
   * @param eventsOnly whether what is administered may be missing, as in a copy of the events alone
   */
  record Request(
      long first,
      @Nullable Long last,
      Collection<NoteKey> keys,
      @Nullable String kept,
      boolean eventsOnly) {
    /** Of a ledger with all that belongs to it. */
    public Request(
        long first, @Nullable Long last, Collection<NoteKey> keys, @Nullable String kept) {
      this(first, last, keys, kept, false);
    }
  }

  /**
   * Looks at each event, its leaf and each checkpoint.
   *
   * @param progress told now and then how many events were looked at
   */
  Verification verify(Request request, LongConsumer progress) throws LedgerException;

  /** The newest checkpoint, a signed note; empty in a ledger without events. */
  Optional<String> checkpoint() throws LedgerException;

  /** That an event is in the ledger; empty when it is not, or no checkpoint speaks of it yet. */
  Optional<InclusionProof> prove(String eventId) throws LedgerException;

  /**
   * Hands out the stretch of the ledger with the events of a time, as far as a checkpoint vouches
   * for it; nothing when there is none.
   *
   * @param since inclusive
   * @param until exclusive
   */
  void extract(Instant since, Instant until, EvidenceSink sink) throws LedgerException, IOException;

  /** A text with a signature under the key that signs checkpoints now. */
  SignedNote sign(String text) throws LedgerException;

  /** The public keys that lie beside the ledger, oldest first. */
  List<NoteKey> keys() throws LedgerException;

  @Override
  void close();
}
