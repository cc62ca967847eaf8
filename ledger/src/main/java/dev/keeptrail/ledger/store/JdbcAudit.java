package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.evidence.EvidenceSink;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.Salt;
import dev.keeptrail.ledger.integrity.SignedNote;
import dev.keeptrail.ledger.integrity.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit of a ledger; each question sees the ledger of one moment. */
final class JdbcAudit implements LedgerAudit {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAudit.class);

  private final Database database;
  private final Connection connection;
  private final IndexCheck.Opening opening;
  private final Keys keys;
  private final @Nullable Path administration;

  /**
   * Audits what a connection reads.
   *
   * @param opening opens another connection like it
   * @param administration the file of what is administered; null where its tables are beside those
   *     of the events
   */
  JdbcAudit(
      Database database,
      Connection connection,
      IndexCheck.Opening opening,
      Keys keys,
      @Nullable Path administration) {
    this.opening = opening;
    this.administration = administration;
    this.database = database;
    this.connection = connection;
    this.keys = keys;
  }

  /** What is read in one transaction. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws SQLException, LedgerException;
  }

  private <T> T reading(Reading<T> reading) throws LedgerException {
    try {
      connection.setAutoCommit(false);
      try {
        TreeTables.require(database, connection);
        return reading.read();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  @Override
  public Verification verify(Request request, LongConsumer progress) throws LedgerException {
    Path file = administration;
    // WHY: read before the events, so that whatever they say has its entry in them or on the way.
    BesideRows apart = file == null ? null : BesideRows.ofFile(file).orElse(null);
    String lastSigned = keys.lastSigned().orElse(null);
    return reading(() -> {
      Dialect dialect = database.dialect();
      BesideRows beside = file == null ? BesideRows.read(dialect, connection) : apart;
      return new Verifier(dialect, connection, opening, request, lastSigned, beside, progress)
          .run();
    });
  }

  @Override
  public Optional<String> checkpoint() throws LedgerException {
    return reading(() -> newest(0));
  }

  /** The newest checkpoint with so many events at least. */
  private Optional<String> newest(long size) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT note FROM checkpoint WHERE size >= ? ORDER BY size DESC LIMIT 1")) {
      select.setLong(1, size);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public Optional<InclusionProof> prove(String eventId) throws LedgerException {
    return reading(() -> {
      boolean administered = database.dialect().has(connection, AdministrationTable.NAME);
      try (PreparedStatement select =
          connection.prepareStatement(
              one("event") + (administered ? " UNION ALL " + one("administration") : ""))) {
        Parameters.bind(select, Collections.nCopies(administered ? 2 : 1, eventId));
        try (ResultSet rows = select.executeQuery()) {
          return rows.next()
              ? prove(rows.getLong(1), rows.getBytes(2), SaltColumn.read(rows.getBytes(3)))
              : Optional.empty();
        }
      }
    });
  }

  private String one(String table) throws SQLException {
    return "SELECT sequence, json, %s FROM %s WHERE id = ?"
        .formatted(SaltColumn.of(database.dialect(), connection, table), table);
  }

  private Optional<InclusionProof> prove(long sequence, byte[] json, @Nullable Salt salt)
      throws SQLException, LedgerException {
    String note = newest(sequence).orElse(null);
    if (note == null) {
      return Optional.empty();
    }
    long size =
        SignedNote.parse(note)
            .flatMap(signed -> Checkpoint.parse(signed.text()))
            .map(Checkpoint::size)
            .filter(events -> events >= sequence)
            .orElseThrow(() -> new LedgerException("the newest checkpoint is damaged"));
    try {
      String event = new String(Leaves.canonical(json), StandardCharsets.UTF_8);
      var path = Proofs.inclusion(TreeTables.subtrees(connection), sequence - 1, size);
      return Optional.of(new InclusionProof(sequence, event, salt, path, note));
    } catch (Leaves.UnreadableLeafException unreadable) {
      throw new LedgerException("the event is damaged", unreadable);
    }
  }

  @Override
  public void extract(Instant since, Instant until, EvidenceSink sink)
      throws LedgerException, IOException {
    IOException[] failed = {null};
    boolean ignored =
        reading(() -> {
          try {
            new Extract(
                    database.dialect(), connection, newest(0).orElse(""), keys.known(connection))
                .run(since, until, sink);
          } catch (IOException unwritable) {
            failed[0] = unwritable;
          }
          return true;
        });
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  @Override
  public SignedNote sign(String text) throws LedgerException {
    try {
      return SignedNote.sign(text, keys.signer(connection));
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  @Override
  public List<NoteKey> keys() throws LedgerException {
    try {
      return keys.known(connection);
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.debug("closing {} failed", database.place(), exception);
    }
  }
}
