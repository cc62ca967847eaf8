package dev.keeptrail.ledger.integrity;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * That an event is in a ledger, for somebody who has not got the ledger.
 *
 * @param sequence number of the event, from 1
 * @param event its canonical form
 * @param path hashes from the leaf to the root of the checkpoint
 * @param checkpoint a signed note
 */
public record InclusionProof(long sequence, String event, List<Hash> path, String checkpoint) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Checks it against keys that one trusts.
   *
   * @return what is wrong with it; empty when it holds
   */
  public Optional<String> problem(Collection<NoteKey> trusted) {
    SignedNote note = SignedNote.parse(checkpoint).orElse(null);
    Checkpoint signed = note == null ? null : Checkpoint.parse(note.text()).orElse(null);
    if (note == null || signed == null) {
      return Optional.of("its checkpoint is none");
    }
    if (note.signedBy(trusted).filter(key -> key.name().equals(signed.origin())).isEmpty()) {
      return Optional.of("its checkpoint is not signed by any of the keys that are trusted");
    }
    if (sequence < 1 || sequence > signed.size()) {
      return Optional.of("its event is not among those of its checkpoint");
    }
    try {
      Hash leaf = Leaves.hash(event.getBytes(StandardCharsets.UTF_8));
      boolean leads =
          Proofs.root(leaf, sequence - 1, signed.size(), path)
              .filter(signed.root()::equals)
              .isPresent();
      return leads
          ? Optional.empty()
          : Optional.of("its path does not lead from the event to the root that was signed");
    } catch (Leaves.UnreadableLeafException _) {
      return Optional.of("its event is no JSON");
    }
  }
}
