package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whose word an audit takes, and by which key it signs. */
interface Keys {
  /** The public keys, oldest first. */
  List<NoteKey> known(Connection connection) throws SQLException, LedgerException;

  /** A checkpoint that is kept beside the key, a signed note; empty where there is none. */
  Optional<String> lastSigned() throws LedgerException;

  /** The key that signs checkpoints now. */
  NoteSigner signer(Connection connection) throws SQLException, LedgerException;

  /**
   * The same for whoever signs something of a ledger that has its key.
   *
   * @throws LedgerException where the key is not here; none is made
   */
  NoteSigner present(Connection connection) throws SQLException, LedgerException;
}
