package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes down what events will be filed by. Used by the writer's thread only. */
final class UnfiledWriter {
  private final Connection connection;
  private final PreparedStatement insert;

  UnfiledWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.insert =
        connection.prepareStatement(
            "INSERT INTO unfiled VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /**
   * Adds one.
   *
   * @param model as it will be counted
   */
  void add(FilingWriter.Entry entry, String model) throws SQLException {
    Filing filing = entry.filing();
    insert.setLong(1, entry.sequence());
    insert.setLong(2, entry.at());
    insert.setString(3, entry.verdict());
    insert.setString(4, filing.reason());
    insert.setString(5, filing.model());
    insert.setString(6, filing.provider());
    insert.setString(7, deciding(entry));
    insert.setLong(8, TallyWriter.hour(entry.at()));
    insert.setString(9, filing.policy());
    insert.setString(10, model);
    insert.setString(11, filing.pack());
    insert.setString(12, Integer.toString(filing.latencyStep()));
    insert.setLong(13, filing.tokens());
    insert.setLong(14, filing.microUsd());
    insert.setInt(15, filing.unpriced() ? 1 : 0);
    insert.executeUpdate();
  }

  private static String deciding(FilingWriter.Entry entry) {
    return entry.policies().stream()
        .map(JsonStringEncoder.getInstance()::quoteAsCharArray)
        .map(policy -> "\"" + new String(policy) + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** They are filed. */
  void clear() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int ignored = statement.executeUpdate("DELETE FROM unfiled");
    }
  }
}
