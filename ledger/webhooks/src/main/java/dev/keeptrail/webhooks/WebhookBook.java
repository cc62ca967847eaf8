package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The webhooks of a ledger, their secrets and their deliveries: {@code webhooks.db} beside it, mode
 * 0600. Several processes may have it open. Safe for many threads.
 */
public final class WebhookBook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookBook.class);
  private static final String FILE = "webhooks.db";
  private static final int BUSY_MILLIS = 10_000;
  private static final int ID_BYTES = 8;

  /** How many deliveries that went well are remembered for each webhook. */
  private static final int REMEMBERED = 1_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private WebhookBook(Connection connection) {
    this.connection = connection;
  }

  /** Whether anybody ever made a webhook for the ledger in this folder. */
  public static boolean exists(Path ledger) {
    return Files.exists(ledger.resolve(FILE));
  }

  /**
   * Opens the book in the ledger's folder, and makes it where there is none.
   *
   * @throws WebhookException when it cannot be used
   */
  public static WebhookBook open(Path ledger) throws WebhookException {
    Path file = ledger.toAbsolutePath().resolve(FILE);
    try {
      create(file);
      Ledgers.loadSqlite();
      var config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setBusyTimeout(BUSY_MILLIS);
      var source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + file.toUri());
      Connection connection = source.getConnection();
      try {
        BookSchema.prepare(connection);
      } catch (SQLException | WebhookException unusable) {
        connection.close();
        throw unusable;
      }
      return new WebhookBook(connection);
    } catch (LedgerException unloadable) {
      throw new WebhookException(String.valueOf(unloadable.getMessage()), unloadable);
    } catch (IOException | SQLException unusable) {
      throw new WebhookException("`%s` cannot be used".formatted(file), unusable);
    }
  }

  private static void create(Path file) throws IOException {
    Path folder = file.getParent();
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (folder != null) {
      Files.createDirectories(folder, mode(posix, "rwx------"));
    }
    if (!Files.exists(file)) {
      Files.createFile(file, mode(posix, "rw-------"));
    }
  }

  private static FileAttribute<?>[] mode(boolean posix, String mode) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** A fresh id. */
  public static String newId() {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return "wh_" + HexFormat.of().formatHex(id);
  }

  /**
   * Adds a webhook.
   *
   * @return its secret, when one was made for it, to be shown this once
   */
  public Optional<SigningSecret> add(Webhook webhook) throws WebhookException {
    SigningSecret secret = webhook.secretVariable() == null ? SigningSecret.fresh() : null;
    change(
        "INSERT INTO webhook (id, url, kinds, description, secret, secret_variable, created,"
            + " enabled, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        webhook.id(),
        webhook.url().toString(),
        BookRows.kinds(webhook.kinds()),
        webhook.description(),
        secret == null ? null : secret.reveal(),
        webhook.secretVariable(),
        webhook.created().toEpochMilli(),
        webhook.enabled() ? 1 : 0,
        webhook.position());
    return Optional.ofNullable(secret);
  }

  /** All of them, the oldest first; one that cannot be read is among them. */
  public List<KeptWebhook> all() throws WebhookException {
    return read("SELECT * FROM webhook ORDER BY created, id", BookRows::webhook);
  }

  /**
   * One of them.
   *
   * @throws WebhookException also when it cannot be read
   */
  public Optional<Webhook> find(String id) throws WebhookException {
    List<KeptWebhook> kept = read("SELECT * FROM webhook WHERE id = ?", BookRows::webhook, id);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    return switch (kept.getFirst()) {
      case Webhook webhook -> Optional.of(webhook);
      case UnreadableWebhook lost -> throw lost.refusal();
    };
  }

  /** Changes what people may change: address, kinds, description, whether it is enabled. */
  public boolean update(Webhook webhook) throws WebhookException {
    return change(
            "UPDATE webhook SET url = ?, kinds = ?, description = ?, enabled = ?,"
                + " failing_since = NULL, problem = NULL WHERE id = ?",
            webhook.url().toString(),
            BookRows.kinds(webhook.kinds()),
            webhook.description(),
            webhook.enabled() ? 1 : 0,
            webhook.id())
        > 0;
  }

  /** Forgets a webhook and its deliveries. */
  public boolean remove(String id) throws WebhookException {
    change("DELETE FROM delivery WHERE webhook = ?", id);
    return change("DELETE FROM webhook WHERE id = ?", id) > 0;
  }

  /**
   * Gives a webhook a new secret; the old one signs too until the time given.
   *
   * @return false when there is no such webhook, or its secret is a variable's
   */
  public boolean rotate(String id, SigningSecret secret, Instant oldUntil) throws WebhookException {
    return change(
            "UPDATE webhook SET old_secret = secret, old_until = ?, secret = ? WHERE id = ? AND"
                + " secret IS NOT NULL",
            oldUntil.toEpochMilli(),
            secret.reveal(),
            id)
        > 0;
  }

  /**
   * The secrets that sign now: the one in force first.
   *
   * @throws WebhookException when the variable that holds it is not set, or holds none
   */
  List<SigningSecret> secrets(String id, Instant now, Map<String, String> environment)
      throws WebhookException {
    List<SigningSecret> secrets = new ArrayList<>();
    for (BookRows.Secrets kept :
        read("SELECT * FROM webhook WHERE id = ?", BookRows::secrets, id)) {
      secrets.addAll(kept.inForce(now, environment));
    }
    return secrets;
  }

  /** The deliveries of a webhook, newest first, at most so many. */
  public List<Delivery> deliveries(String webhook, Set<Delivery.State> states, int limit)
      throws WebhookException {
    String wanted =
        String.join(", ", states.stream().map(state -> "'" + state.word() + "'").sorted().toList());
    return read(
        "SELECT * FROM delivery WHERE webhook = ? AND state IN ("
            + wanted
            + ")"
            + " ORDER BY sequence DESC LIMIT ?",
        BookRows::delivery,
        webhook,
        limit);
  }

  /** How many deliveries of a webhook are dead. */
  public long dead(String webhook) throws WebhookException {
    return read(
            "SELECT count(*) FROM delivery WHERE webhook = ? AND state = 'dead'",
            rows -> rows.getLong(1),
            webhook)
        .getFirst();
  }

  /** Writes how an attempt went, and how far the webhook has got with it. */
  void attempted(Delivery delivery, boolean settled, Instant now) throws WebhookException {
    // WHY: each transaction waits for the disk, and a webhook that catches up makes many.
    together(() -> {
      record(delivery);
      if (settled) {
        settle(delivery.webhook(), delivery.sequence());
        forgetOld(delivery.webhook());
      } else {
        failing(delivery.webhook(), String.valueOf(delivery.problem()), now);
      }
    });
  }

  private void forgetOld(String webhook) throws WebhookException {
    change(
        "DELETE FROM delivery WHERE webhook = ? AND state = 'delivered' AND sequence < (SELECT"
            + " min(sequence) FROM (SELECT sequence FROM delivery WHERE webhook = ? AND state ="
            + " 'delivered' ORDER BY sequence DESC LIMIT "
            + REMEMBERED
            + "))",
        webhook,
        webhook);
  }

  /** Writes how an attempt to send a dead letter again went. */
  void record(Delivery delivery) throws WebhookException {
    change(
        "INSERT OR REPLACE INTO delivery (id, webhook, sequence, event, kind, state, attempts,"
            + " status, problem, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        delivery.id(),
        delivery.webhook(),
        delivery.sequence(),
        delivery.event(),
        delivery.kind(),
        delivery.state().word(),
        delivery.attempts(),
        delivery.status(),
        delivery.problem(),
        delivery.last().toEpochMilli());
  }

  /** Lets go of a delivery that is none. */
  void forget(Delivery letter) throws WebhookException {
    change(
        "DELETE FROM delivery WHERE webhook = ? AND sequence = ?",
        letter.webhook(),
        letter.sequence());
  }

  /** Everything up to this number is settled. A webhook does not go back. */
  void settle(String webhook, long position) throws WebhookException {
    change(
        "UPDATE webhook SET position = max(position, ?), failing_since = NULL, problem = NULL"
            + " WHERE id = ?",
        position,
        webhook);
  }

  /** Says why nothing can be sent at all. */
  void failing(String webhook, String problem, Instant now) throws WebhookException {
    change(
        "UPDATE webhook SET failing_since = coalesce(failing_since, ?), problem = ? WHERE id = ?",
        now.toEpochMilli(),
        problem,
        webhook);
  }

  /** Stops sending until somebody enables the webhook again. */
  void disable(String webhook, String problem) throws WebhookException {
    change("UPDATE webhook SET enabled = 0, problem = ? WHERE id = ?", problem, webhook);
  }

  /** Several changes. */
  private interface Changes {
    void make() throws WebhookException;
  }

  /** All of them or none. */
  private void together(Changes changes) throws WebhookException {
    lock.lock();
    try {
      change("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        changes.make();
        change("COMMIT");
        done = true;
      } finally {
        if (!done) {
          rollBack();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The failure that led here is on its way to the caller and must not be replaced. */
  private void rollBack() {
    try {
      change("ROLLBACK");
    } catch (WebhookException ended) {
      LOG.debug("nothing to roll back in `webhooks.db`", ended);
    }
  }

  /** Reads one row. */
  private interface Row<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> List<T> read(String sql, Row<T> row, Object... values) throws WebhookException {
    lock.lock();
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException unreadable) {
      throw failed(unreadable);
    } finally {
      lock.unlock();
    }
  }

  private int change(String sql, @Nullable Object... values) throws WebhookException {
    lock.lock();
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException unwritable) {
      throw failed(unwritable);
    } finally {
      lock.unlock();
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static WebhookException failed(SQLException failed) {
    return new WebhookException(
        "`webhooks.db` cannot be read or written (SQLite code %d)".formatted(failed.getErrorCode()),
        failed);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException unclosed) {
      throw new IllegalStateException("`webhooks.db` cannot be closed", unclosed);
    } finally {
      lock.unlock();
    }
  }
}
