package dev.keeptrail.ledger;

import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.retention.Hold;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What stands beside a ledger and several processes may change: escalations, the packs that were in
 * force, and entries for the administrative trail on their way into the ledger. Each change is
 * durable when its call returns. Safe for use by many threads.
 */
public interface Administration extends AutoCloseable {
  EscalationQueue escalations();

  /**
   * Puts something that was done on the trail. It becomes an event of the ledger when the process
   * that has the ledger open takes it in, which a gateway does every second.
   */
  void note(String action, Actor actor, String subject, Map<String, String> details)
      throws LedgerException;

  /**
   * The same of an entry that carries a signature over all that it says.
   *
   * @param sealing makes of the entry, as it would be, what goes on the trail
   */
  void note(
      String action,
      Actor actor,
      String subject,
      Map<String, String> details,
      UnaryOperator<AdministrativeEvent> sealing)
      throws LedgerException;

  /** Keeps a pack; once for each digest. */
  void keep(StoredPack pack) throws LedgerException;

  /**
   * The pack with this digest.
   *
   * @param digest {@code sha256:} and 64 hexadecimal digits
   */
  Optional<StoredPack> pack(String digest) throws LedgerException;

  /** The legal holds that stand. */
  List<Hold> holds() throws LedgerException;

  /**
   * Puts a hold in place; one of the same name is replaced.
   *
   * @throws LedgerException also while somebody prunes, because what it is for may be going
   */
  void hold(Hold hold, Actor actor) throws LedgerException;

  /** Takes a hold away; false when there is none of this name. */
  boolean release(String hold, Actor actor) throws LedgerException;

  /** Writes what stands here at one moment into a database file of its own. */
  void copyTo(Path file) throws LedgerException;

  /** Whether an entry of the trail with this action is still on its way into the ledger. */
  boolean isWaiting(String action) throws LedgerException;

  /**
   * Takes the entries of the trail into the ledger.
   *
   * @return how many there were
   */
  int drain(EventStore store) throws LedgerException;

  @Override
  void close();
}
