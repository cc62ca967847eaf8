package dev.keeptrail.ledger;

import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.shadow.ShadowLog;
import dev.keeptrail.ledger.store.SqliteLedger;
import dev.keeptrail.ledger.store.SqliteShadowLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Opens the ledger in a directory. */
public final class Ledgers {
  private Ledgers() {}

  /**
   * Opens the ledger for appending and makes it where there is none; the directory gets mode 0700,
   * the file 0600. Only one process at a time can hold a ledger open like this.
   *
   * @throws LedgerException when another process holds it, or when what is there is damaged, newer
   *     than this build or not a ledger; nothing is ever deleted
   */
  public static EventStore openForAppend(Path directory, Durability durability)
      throws LedgerException {
    return SqliteLedger.openForAppend(directory, durability);
  }

  /**
   * Opens the ledger for reading, whether or not a process appends, also on a read-only view.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static EventReader openForReading(Path directory) throws LedgerException {
    return SqliteLedger.openForReading(directory);
  }

  /**
   * Opens the ledger to look around in it, whether or not a process appends.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static EventBrowser openForBrowsing(Path directory) throws LedgerException {
    return SqliteLedger.openForBrowsing(directory);
  }

  /**
   * Opens the ledger to be checked, whether or not a process appends.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static LedgerAudit openForAudit(Path directory) throws LedgerException {
    return SqliteLedger.openForAudit(directory);
  }

  /**
   * Opens what stands beside the ledger in a directory, and makes it where there is none; any
   * number of processes may.
   *
   * @throws LedgerException when what is there is damaged or cannot be used
   */
  public static Administration openAdministration(Path directory, InstantSource clock)
      throws LedgerException {
    return SqliteLedger.openAdministration(directory, clock);
  }

  /**
   * Opens the ledger to be pruned or copied, whether or not a process appends.
   *
   * @param administration of the same directory; stays the caller's
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static LedgerUpkeep openForUpkeep(
      Path directory, Administration administration, InstantSource clock) throws LedgerException {
    return SqliteLedger.openForUpkeep(directory, administration, clock);
  }

  /**
   * Opens the differences of candidates beside a ledger, to add to them; the file gets mode 0600.
   *
   * @throws LedgerException when it cannot be used
   */
  public static ShadowLog openShadowForAppend(Path directory) throws LedgerException {
    return SqliteShadowLog.openForAppend(directory);
  }

  /**
   * Opens the differences of candidates beside a ledger; empty when there never was a candidate.
   *
   * @throws LedgerException when the file cannot be read
   */
  public static Optional<ShadowLog> openShadowForReading(Path directory) throws LedgerException {
    return SqliteShadowLog.openForReading(directory);
  }

  /**
   * Makes a new key for the checkpoints of a ledger that no process has open; the old one stays
   * known, so that what it signed can be checked.
   *
   * @return the new key
   * @throws LedgerException when there is no ledger, or a process appends to it
   */
  public static NoteKey rotateKey(Path directory) throws LedgerException {
    return SqliteLedger.rotateKey(directory);
  }
}
