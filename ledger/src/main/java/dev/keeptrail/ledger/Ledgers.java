package dev.keeptrail.ledger;

import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.shadow.ShadowLog;
import dev.keeptrail.ledger.store.ServerLedger;
import dev.keeptrail.ledger.store.SqliteLedger;
import dev.keeptrail.ledger.store.SqliteLibrary;
import dev.keeptrail.ledger.store.SqliteShadowLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Opens the ledger of a directory: the one in its files, or the one on a server that it names, as
 * {@link LedgerPlace} has it.
 */
public final class Ledgers {
  private Ledgers() {}

  /** Whether there is a ledger in the directory, or it names one on a server. */
  public static boolean isIn(Path directory) {
    return LedgerPlace.isServer(directory) || SqliteLedger.isIn(directory);
  }

  /**
   * Whether the ledger has been made; asks the server where it is on one.
   *
   * @throws LedgerException when the server cannot be asked
   */
  public static boolean isMade(Path directory) throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null ? SqliteLedger.isIn(directory) : server.isMade();
  }

  /** Whether something is administered there, as it is once a gateway has started. */
  public static boolean isAdministered(Path directory) {
    return LedgerPlace.isServer(directory) || SqliteLedger.isAdministered(directory);
  }

  /**
   * Opens the ledger for appending and makes it where there is none; the directory gets mode 0700,
   * the file 0600. Only one process at a time can hold a ledger open like this.
   *
   * @throws LedgerException when another process holds it, or when what is there is damaged, newer
   *     than this build or not a ledger; nothing is ever deleted
   */
  public static EventStore openForAppend(Path directory, Durability durability)
      throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null
        ? SqliteLedger.openForAppend(directory, durability)
        : server.openForAppend(durability);
  }

  /**
   * Opens the ledger for reading, whether or not a process appends, also on a read-only view.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static EventReader openForReading(Path directory) throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null ? SqliteLedger.openForReading(directory) : server.openForReading();
  }

  /**
   * Opens the ledger to look around in it, whether or not a process appends.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static EventBrowser openForBrowsing(Path directory) throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null ? SqliteLedger.openForBrowsing(directory) : server.openForBrowsing();
  }

  /**
   * Opens the ledger to be checked, whether or not a process appends.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static LedgerAudit openForAudit(Path directory) throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null ? SqliteLedger.openForAudit(directory) : server.openForAudit();
  }

  /**
   * Opens what stands beside the ledger in a directory, and makes it where there is none; any
   * number of processes may.
   *
   * @throws LedgerException when what is there is damaged or cannot be used
   */
  public static Administration openAdministration(Path directory, InstantSource clock)
      throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null
        ? SqliteLedger.openAdministration(directory, clock)
        : server.openAdministration(clock);
  }

  /**
   * Opens what stands beside the ledger in a directory to be looked at, also on a read-only view;
   * nothing is made, and what would change it fails.
   *
   * @throws LedgerException when it cannot be read
   */
  public static Administration openAdministrationForReading(Path directory, InstantSource clock)
      throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null
        ? SqliteLedger.openAdministrationForReading(directory, clock)
        : server.openAdministration(clock);
  }

  /**
   * Opens the ledger to see what a pruning would do, also on a read-only view; to prune or copy it
   * fails.
   *
   * @param administration of the same directory; stays the caller's
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static LedgerUpkeep openForPlanning(
      Path directory, Administration administration, InstantSource clock) throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null
        ? SqliteLedger.openForPlanning(directory, administration, clock)
        : server.openForUpkeep(administration, clock);
  }

  /**
   * Opens the ledger to be pruned or copied, whether or not a process appends.
   *
   * @param administration of the same directory; stays the caller's
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  public static LedgerUpkeep openForUpkeep(
      Path directory, Administration administration, InstantSource clock) throws LedgerException {
    ServerLedger server = LedgerPlace.server(directory);
    return server == null
        ? SqliteLedger.openForUpkeep(directory, administration, clock)
        : server.openForUpkeep(administration, clock);
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
    ServerLedger server = LedgerPlace.server(directory);
    return server == null ? SqliteLedger.rotateKey(directory) : server.rotateKey();
  }

  /** Loads SQLite, for whoever keeps a database of its own beside a ledger. */
  public static void loadSqlite() throws LedgerException {
    SqliteLibrary.load();
  }
}
