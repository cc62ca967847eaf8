package dev.keeptrail.ledger;

import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.util.Map;
import java.util.Optional;

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

  /** Keeps a pack; once for each digest. */
  void keep(StoredPack pack) throws LedgerException;

  /**
   * The pack with this digest.
   *
   * @param digest {@code sha256:} and 64 hexadecimal digits
   */
  Optional<StoredPack> pack(String digest) throws LedgerException;

  /**
   * Takes the entries of the trail into the ledger.
   *
   * @return how many there were
   */
  int drain(EventStore store) throws LedgerException;

  @Override
  void close();
}
