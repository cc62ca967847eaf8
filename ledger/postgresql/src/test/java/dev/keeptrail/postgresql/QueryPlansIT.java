package dev.keeptrail.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.contract.QueryShapes;
import dev.keeptrail.ledger.store.QueryText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That readers get their answers from indexes once there are many events. */
final class QueryPlansIT {
  private static final int EVENTS = 60_000;

  @Test
  void noQueryReadsAWholePart(@TempDir Path folder) throws Exception {
    var schema = new TestSchema();
    schema.place(folder);
    Ledgers.openForAppend(folder, Durability.BATCH).close();
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      fill(connection, statement);
    }
    var database =
        new PostgresDatabase(
            PostgresAddress.parse(schema.server().url(schema.name())), System::getenv);
    try (Connection connection = database.reading()) {
      for (EventQuery query : QueryShapes.all()) {
        for (QueryText text : QueryText.of(query)) {
          assertThat(plan(connection, text)).as(text.sql()).doesNotContain("Seq Scan");
        }
      }
      for (String sql :
          List.of(
              "SELECT sequence, json FROM event WHERE id = 'evt_7'",
              "SELECT max(sequence) FROM event",
              "SELECT sequence, mode, key, omitted, body FROM capture WHERE sequence BETWEEN 5 AND 9",
              "SELECT hash FROM leaf WHERE sequence > 5 AND sequence <= 9 ORDER BY sequence")) {
        assertThat(plan(connection, new QueryText(sql, List.of()))).doesNotContain("Seq Scan");
      }
    }
  }

  private static void fill(Connection connection, Statement statement) throws Exception {
    var partitions = new Partitions(connection);
    for (int part = 0; part < 3; part++) {
      partitions.make(
          new Partitions.Part(1 + part * (EVENTS / 3L), 1 + (part + 1) * (EVENTS / 3L)));
    }
    String numbers = " FROM generate_series(1, " + EVENTS + ") AS n";
    String at = "1795405200000000 + n * 1000000::bigint";
    statement.execute(
        "INSERT INTO event SELECT n, 'evt_' || n, "
            + at
            + ", (ARRAY['allow', 'allow', 'block', 'redact', 'a', 'b'])[1 + n % 6],"
            + " '{\"id\":\"evt_' || n || '\",\"filler\":\"' || repeat(md5(n::text), 8) || '\"}', NULL"
            + numbers);
    statement.execute(
        "INSERT INTO filed SELECT n, "
            + at
            + ", 'reason-' || n % 50, 'model-' || n % 40, 'provider-' || n % 30"
            + numbers);
    statement.execute("INSERT INTO deciding_policy SELECT 'dlp', " + at + ", n" + numbers);
    statement.execute("INSERT INTO leaf SELECT n, sha256(n::text::bytea)" + numbers);
    statement.execute(
        "INSERT INTO capture SELECT n, 'redacted', NULL, NULL, sha256(n::text::bytea)" + numbers);
    statement.execute("ANALYZE event, filed, deciding_policy, leaf, capture");
  }

  private static String plan(Connection connection, QueryText text) throws Exception {
    var steps = new StringBuilder();
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + text.sql())) {
      for (int at = 0; at < text.parameters().size(); at++) {
        explain.setObject(at + 1, text.parameters().get(at));
      }
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          steps.append(rows.getString(1)).append('\n');
        }
      }
    }
    return steps.toString();
  }
}
