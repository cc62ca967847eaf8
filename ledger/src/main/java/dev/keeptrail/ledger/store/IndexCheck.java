package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.integrity.Breach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Checks what queries go through on their way to the events: a file whose indexes do not agree with
 * their tables, or whose pages do not hang together, hides events that are all there. It has a
 * connection and a thread of its own, because SQLite looks through a file on one processor, and the
 * events are work for the others. One use.
 */
final class IndexCheck implements AutoCloseable {
  private static final int MOST_PROBLEMS = 100;
  private static final String FINE = "ok";
  private static final String ROW = "row ";
  private static final String MISSING = " missing from index ";
  private static final String COUNT = "wrong # of entries in index ";

  /** What columns say is compared with the events, which tells more. */
  private static final String VALUE = " value in ";

  private static final List<String> OF_EVENTS = List.of("event_", "filed_", "administration_");

  private final Opening opening;
  private final FutureTask<List<String>> task = new FutureTask<>(this::problems);

  /** What is being run; its connection is open as long as it stands here. */
  private @Nullable Statement running;

  private boolean closed;

  private IndexCheck(Opening opening) {
    this.opening = opening;
  }

  /** Opens a connection to the ledger that is checked. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException, LedgerException;
  }

  /** Begins to look at the whole file; null where there is none to be looked at. */
  static @Nullable IndexCheck begin(Dialect dialect, Opening opening) {
    return switch (dialect) {
      case SQLITE -> {
        var check = new IndexCheck(opening);
        Thread ignored = Thread.ofPlatform().name("ledger-indexes").daemon().start(check.task);
        yield check;
      }
      // WHY: a server keeps its files to itself; whoever runs it has `amcheck`.
      case POSTGRESQL -> null;
    };
  }

  /**
   * Waits for the end, and says what was found.
   *
   * @param last number of the last event
   */
  void tell(long last, Copies.Sink sink) throws SQLException, LedgerException {
    tell(outcome(), last, sink);
  }

  private List<String> outcome() throws SQLException, LedgerException {
    try {
      return task.get();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while the indexes were checked", exception);
    } catch (ExecutionException exception) {
      switch (exception.getCause()) {
        case SQLException failed -> throw failed;
        case LedgerException failed -> throw failed;
        case null, default ->
            throw new IllegalStateException("the indexes could not be checked", exception);
      }
    }
  }

  private List<String> problems() throws SQLException, LedgerException {
    List<String> problems = new ArrayList<>();
    try (Connection connection = opening.open();
        Statement statement = connection.createStatement()) {
      if (begins(statement)) {
        try {
          read(statement, problems);
          problems.addAll(Unbidden.in(connection));
          problems.addAll(unasked(connection));
        } finally {
          ends();
        }
      }
    }
    return problems;
  }

  private synchronized boolean begins(Statement statement) {
    running = closed ? null : statement;
    return !closed;
  }

  private synchronized void ends() {
    running = null;
  }

  /** Stops what still runs: whoever gave up before the end has no use for it. */
  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    Statement statement = running;
    if (statement != null) {
      statement.cancel();
    }
  }

  private static void read(Statement statement, List<String> problems) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST_PROBLEMS + ")")) {
      while (rows.next()) {
        String.valueOf(rows.getString(1))
            .lines()
            .filter(line -> !line.isBlank() && !line.equals(FINE) && !line.contains(VALUE))
            .forEach(problems::add);
      }
    }
  }

  /** Queries that cannot be asked, because what they go through is not there, or another one. */
  private static List<String> unasked(Connection connection) throws SQLException {
    EventQuery all = EventQuery.latest(1);
    List<EventQuery> queries =
        new ArrayList<>(
            List.of(all, new EventQuery(null, null, Set.of("allow", "block"), null, 0, 1)));
    if (Dialect.SQLITE.has(connection, FilingTables.LAST)) {
      queries.add(all.with(new EventTerms("none", null, null, null)));
      queries.add(all.with(new EventTerms(null, "none", null, null)));
      queries.add(all.with(new EventTerms(null, null, "none", null)));
    }
    boolean unfiled = UnfiledTable.isIn(Dialect.SQLITE, connection);
    List<String> problems = new ArrayList<>();
    for (EventQuery query : queries) {
      try (PreparedStatement _ =
          connection.prepareStatement(EventSql.of(Dialect.SQLITE, query, unfiled).text())) {
        // That it can be prepared says enough: SQLite looks for all that it names.
      } catch (SQLException cannot) {
        String message = String.valueOf(cannot.getMessage());
        problems.add(
            "a query cannot be asked: "
                + message.substring(message.lastIndexOf('(') + 1).replace(")", ""));
      }
    }
    return problems.stream().distinct().toList();
  }

  private static void tell(List<String> problems, long last, Copies.Sink sink) {
    // The count of an index that lacks events is wrong, and comes before them.
    Set<String> told = new HashSet<>();
    problems.forEach(problem -> told.add(COUNT + lacking(problem)));
    for (String problem : problems) {
      String index = lacking(problem);
      if (!index.isEmpty()) {
        long sequence = Long.parseLong(problem.substring(ROW.length(), problem.indexOf(MISSING)));
        sink.found(
            Breach.Kind.MISFILED,
            sequence,
            sequence,
            "event %d is not in the index `%s`: queries that go through it miss it"
                .formatted(sequence, index));
      } else if (!told.contains(problem)) {
        sink.found(
            Breach.Kind.DAMAGED,
            1,
            last,
            "the file of the ledger does not agree with itself: "
                + PrintableText.beginning(problem));
      }
    }
  }

  /** The index that lacks an event; empty where the problem is another one. */
  private static String lacking(String problem) {
    int missing = problem.startsWith(ROW) ? problem.indexOf(MISSING) : -1;
    String index = missing < 0 ? "" : problem.substring(missing + MISSING.length());
    // The rows of these tables have the numbers of events.
    return OF_EVENTS.stream().anyMatch(index::startsWith) ? index : "";
  }
}
