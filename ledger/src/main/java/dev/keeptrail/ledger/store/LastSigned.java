package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint of a ledger, kept beside the key that signed it. Whoever can write to the database
 * can take checkpoints away, and without this file the next gateway would sign what it then finds.
 *
 * <p>What is kept was signed a minute ago or more, or is the last one of a ledger that was closed:
 * its events are on the disk by then, and a loss of power takes none of them.
 *
 * <p>A server can come back without events that this process has confirmed, because a standby has
 * taken its place that did not have them yet. What was confirmed is held against it as well. Used
 * by one thread at a time.
 */
final class LastSigned {
  /** WHY: more than any disk takes to sync what was committed without waiting for it. */
  private static final long SETTLED_NANOS = 60_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(LastSigned.class);

  private final LedgerFiles files;
  private final Durability durability;
  private @Nullable CompactTree confirmed;
  private @Nullable String newest;
  private @Nullable String settling;
  private long since;

  LastSigned(LedgerFiles files) {
    this(files, Durability.STRICT);
  }

  /** Of a ledger that may or may not lose what was confirmed a moment ago. */
  LastSigned(LedgerFiles files, Durability durability) {
    this.files = files;
    this.durability = durability;
  }

  private static Path file(LedgerFiles files) {
    return files.directory().resolve("checkpoint.last");
  }

  /** What is kept, a signed note where nobody changed it; empty where nothing is. */
  static Optional<String> read(LedgerFiles files) throws LedgerException {
    return KeptText.read(file(files));
  }

  /**
   * Holds a ledger against it that is to be gone on from.
   *
   * @param size of its tree
   * @throws DamagedTreeException when it has not grown from what was signed
   */
  void hold(Connection connection, long size) throws SQLException, LedgerException {
    Checkpoint signed = grown(size);
    if (signed != null
        && !Proofs.compact(TreeTables.subtrees(connection), signed.size())
            .root()
            .equals(signed.root())) {
      throw refused(
          "was signed with other events than the first %d of the ledger".formatted(signed.size()));
    }
    holdConfirmed(connection, size);
  }

  private void holdConfirmed(Connection connection, long size) throws SQLException {
    CompactTree before = confirmed;
    if (before == null
        || (before.size() <= size
            && Proofs.compact(TreeTables.subtrees(connection), before.size()).equals(before))) {
      return;
    }
    String gone =
        before.size() > size
            ? "%d events were confirmed, and it has %d".formatted(before.size(), size)
            : "its first %d events are not those that were confirmed".formatted(before.size());
    switch (durability) {
      case STRICT ->
          throw new DamagedTreeException(
              gone
                  + ": an older copy or a standby without them has taken its place; bring back the"
                  + " server that has them, or, to go on without them, stop the gateway, move `"
                  + file(files)
                  + "` away and start it again");
      case BATCH -> LOG.error("events are lost, as with `batch` they can be: {}", gone);
    }
  }

  /** Told of each commit. */
  void confirmed(CompactTree tree) {
    confirmed = tree;
  }

  /**
   * The same before a ledger is made where there is none.
   *
   * @throws DamagedTreeException when there was one
   */
  void holdNothing() throws DamagedTreeException, LedgerException {
    var ignored = grown(0);
  }

  /** What is kept of a ledger of a size; null where nothing is. */
  private @Nullable Checkpoint grown(long size) throws DamagedTreeException, LedgerException {
    String kept = read(files).orElse(null);
    if (kept == null) {
      return null;
    }
    List<NoteKey> keys = new CheckpointKeys(files).publicKeys();
    Checkpoint signed =
        SignedNote.parse(kept)
            .filter(note -> note.signedBy(keys).isPresent())
            .flatMap(note -> Checkpoint.parse(note.text()))
            .orElseThrow(() -> refused("is not signed by a key in `checkpoint.keys`"));
    if (signed.size() > size) {
      throw refused(
          "was signed with %d events, and the ledger has %d".formatted(signed.size(), size));
    }
    return signed;
  }

  private DamagedTreeException refused(String what) {
    return new DamagedTreeException(
        "the checkpoint in `"
            + file(files)
            + "` "
            + what
            + " (where an older copy was put here on purpose, move this file away)");
  }

  /** Told of each checkpoint that is committed. */
  void committed(String note) {
    newest = note;
    long now = System.nanoTime();
    String settled = settling;
    if (settled == null || now - since >= SETTLED_NANOS) {
      if (settled != null) {
        keep(settled);
      }
      settling = note;
      since = now;
    }
  }

  /** After the last commit, when all is on the disk. */
  void closed() {
    String last = newest;
    if (last != null) {
      keep(last);
    }
  }

  private void keep(String note) {
    try {
      KeptText.replace(files, file(files), note);
    } catch (IOException | LedgerException exception) {
      // The one before it still holds, and the next one is tried again.
      LOG.warn(
          "the checkpoint beside {} is older than it could be: {}",
          files.database(),
          exception.toString());
      LOG.debug("because of", exception);
    }
  }
}
