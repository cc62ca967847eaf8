package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.integrity.Breach;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what queries go through on their way to the events: a file whose indexes do not agree with
 * their tables, or whose pages do not hang together, hides events that are all there. Stateless.
 */
final class IndexCheck {
  private static final int MOST_PROBLEMS = 100;
  private static final String FINE = "ok";
  private static final String ROW = "row ";
  private static final String MISSING = " missing from index ";
  private static final String COUNT = "wrong # of entries in index ";

  /** What columns say is compared with the events, which tells more. */
  private static final String VALUE = " value in ";

  private static final List<String> OF_EVENTS = List.of("event_", "filed_", "administration_");

  private IndexCheck() {}

  /**
   * Looks at the whole file.
   *
   * @param last number of the last event
   */
  static void run(Dialect dialect, Connection connection, long last, Copies.Sink sink)
      throws SQLException {
    switch (dialect) {
      case SQLITE -> tell(problems(connection), last, sink);
      // WHY: a server keeps its files to itself; whoever runs it has `amcheck`.
      case POSTGRESQL -> {}
    }
  }

  private static List<String> problems(Connection connection) throws SQLException {
    List<String> problems = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST_PROBLEMS + ")")) {
      while (rows.next()) {
        String.valueOf(rows.getString(1))
            .lines()
            .filter(line -> !line.isBlank() && !line.equals(FINE) && !line.contains(VALUE))
            .forEach(problems::add);
      }
    }
    return problems;
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
