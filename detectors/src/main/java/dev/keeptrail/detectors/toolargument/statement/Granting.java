package dev.keeptrail.detectors.toolargument.statement;

import java.util.Set;

/** Rights over everything, and tables of accounts that are written to. */
final class Granting {
  private static final Set<String> ROLES =
      Set.of("dba", "sysdba", "sysoper", "sysadmin", "superuser", "rds_superuser", "securityadmin");

  private static final Set<String> ACCOUNTS =
      Set.of("mysql.user", "pg_authid", "pg_shadow", "sys.user$", "pg_catalog.pg_authid");

  private static final Set<String> OWNERS = Set.of("root", "postgres", "sa", "sys", "system");

  private Granting() {}

  static double score(Statement statement) {
    return switch (statement.verb()) {
      case "grant" -> grant(statement);
      case "create", "alter" -> role(statement);
      case "set" -> statement.reads(1, "password") && isOwner(statement.at(3).text()) ? 0.75 : 0;
      case "insert", "replace", "update", "delete" -> account(statement);
      default -> 0;
    };
  }

  /** The account that everything of a server belongs to. */
  static boolean isOwner(String name) {
    return OWNERS.contains(name);
  }

  private static double grant(Statement statement) {
    boolean all = statement.reads(1, "all");
    boolean everything = statement.contains("*", ".", "*");
    boolean everybody = statement.contains("to", "public");
    boolean role = ROLES.contains(statement.word(1));
    return role ? 0.85 : all && (everything || everybody) ? 0.8 : 0;
  }

  private static double role(Statement statement) {
    boolean account = statement.word(1).equals("user") || statement.word(1).equals("role");
    boolean server = statement.reads(1, "server", "role") && statement.hasAny(ROLES);
    boolean password = statement.has("password") || statement.has("identified");
    boolean owner =
        statement.verb().equals("alter")
            && (account || statement.word(1).equals("login"))
            && isOwner(statement.at(2).text())
            && password;
    return (account && statement.has("superuser")) || server ? 0.8 : owner ? 0.75 : 0;
  }

  private static double account(Statement statement) {
    int name = statement.verb().equals("update") ? 1 : 2;
    return ACCOUNTS.contains(statement.name(name)) ? 0.85 : 0;
  }
}
