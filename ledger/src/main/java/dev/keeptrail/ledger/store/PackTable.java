package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.StoredPack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The packs that were in force, by digest. Stateless. */
final class PackTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PackTable() {}

  /** Sources that come later replace none: a digest stands for one plan, whatever it is made of. */
  static void insert(Connection connection, StoredPack pack) throws SQLException {
    ObjectNode sources = JsonNodeFactory.instance.objectNode();
    pack.sources().forEach(sources::put);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO pack VALUES (?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET"
                + " sources = excluded.sources WHERE pack.sources = '{}'")) {
      insert.setString(1, pack.digest());
      insert.setString(2, pack.name());
      insert.setString(3, pack.version());
      insert.setString(4, pack.plan());
      insert.setString(5, sources.toString());
      insert.executeUpdate();
    }
  }

  static Optional<StoredPack> find(Connection connection, String digest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT digest, name, version, plan, sources FROM pack WHERE digest = ?")) {
      select.setString(1, digest);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new StoredPack(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    sources(rows.getString(5))))
            : Optional.empty();
      }
    }
  }

  static List<String> digests(Connection connection) throws SQLException {
    List<String> digests = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT digest FROM pack ORDER BY digest");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        digests.add(rows.getString(1));
      }
    }
    return digests;
  }

  static Map<String, String> sources(String json) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : JSON.readTree(json).properties()) {
      sources.put(one.getKey(), one.getValue().asString(""));
    }
    return sources;
  }
}
