package dev.keeptrail.detectors.toolargument.command;

import java.util.List;

/** Clients of databases and clusters that are told to drop everything. */
final class Databases {
  private static final List<String> DROPS =
      List.of("drop database", "drop table", "drop schema", "dropdatabase(", "truncate table");

  private Databases() {}

  static double score(Command command) {
    return switch (command.program()) {
      case "redis-cli", "valkey-cli" -> command.has("flushall") || command.has("flushdb") ? 0.8 : 0;
      case "mysql",
          "mariadb",
          "psql",
          "mongo",
          "mongosh",
          "sqlite3",
          "sqlcmd",
          "clickhouse-client" ->
          Places.containsAny(command.line(), DROPS) && !command.line().contains("if exists")
              ? 0.75
              : 0;
      case "kubectl", "oc" ->
          command.has("delete") && command.has("--all") && wide(command) ? 0.8 : 0;
      default -> 0;
    };
  }

  private static boolean wide(Command command) {
    return command.has("all")
        || command.has("ns")
        || command.has("--all-namespaces")
        || command.has("-a");
  }
}
