package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a ledger on a server. The private one stays in the folder of the gateway, where the
 * server's administrators cannot use it. Public ones stand in the database too, for machines that
 * have none of their own: whoever has some in the folder believes these alone.
 */
record ServerKeys(LedgerFiles files, CheckpointKeys local) implements Keys {
  ServerKeys(LedgerFiles files) {
    this(files, new CheckpointKeys(files));
  }

  @Override
  public List<NoteKey> known(Connection connection) throws SQLException, LedgerException {
    List<NoteKey> here = local.publicKeys();
    return here.isEmpty() ? published(connection) : here;
  }

  private static List<NoteKey> published(Connection connection) throws SQLException {
    List<NoteKey> keys = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT key FROM checkpoint_key ORDER BY number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Optional<NoteKey> key = NoteKey.parse(rows.getString(1));
        key.ifPresent(keys::add);
      }
    }
    return keys;
  }

  @Override
  public Optional<String> lastSigned() throws LedgerException {
    return local.lastSigned();
  }

  @Override
  public NoteSigner signer(Connection connection) throws SQLException, LedgerException {
    if (!local.canSign()) {
      throw missing();
    }
    return local.signerAmong(known(connection));
  }

  @Override
  public NoteSigner present(Connection connection) throws SQLException, LedgerException {
    return signer(connection);
  }

  private LedgerException missing() {
    return new LedgerException(
        "the private key of the ledger is not in `"
            + files.directory()
            + "`; copy `checkpoint.key` and `checkpoint.keys` from where its gateway ran, or make a"
            + " new key with `kt ledger keys --rotate`");
  }

  /** The key that signs, for whoever appends; made for a ledger that never had one. */
  NoteSigner appendingSigner(Connection appending) throws SQLException, LedgerException {
    boolean fresh = !local.canSign() && published(appending).isEmpty();
    NoteSigner signer = fresh ? local.signer() : signer(appending);
    publish(appending);
    return signer;
  }

  /** A new key under the name of the ledger. */
  NoteKey rotate(Connection appending) throws SQLException, LedgerException {
    List<NoteKey> published = published(appending);
    boolean ours = local.canSign() && !local.publicKeys().isEmpty();
    NoteKey made =
        ours || published.isEmpty()
            ? local.rotate().publicKey()
            : local.adopt(published).publicKey();
    publish(appending);
    return made;
  }

  private void publish(Connection appending) throws SQLException, LedgerException {
    List<NoteKey> there = published(appending);
    try (PreparedStatement insert =
        appending.prepareStatement("INSERT INTO checkpoint_key (key) VALUES (?)")) {
      for (NoteKey key : local.publicKeys()) {
        if (!there.contains(key)) {
          insert.setString(1, key.toString());
          insert.executeUpdate();
        }
      }
    }
    appending.commit();
  }
}
