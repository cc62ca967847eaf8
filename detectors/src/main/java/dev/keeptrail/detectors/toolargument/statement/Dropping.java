package dev.keeptrail.detectors.toolargument.statement;

import java.util.List;
import java.util.Set;

/**
 * Tables that are emptied or dropped as a whole. Those that are made to be dropped do not count.
 */
final class Dropping {
  private static final List<String> PASSING =
      List.of("tmp", "temp", "staging", "stg_", "scratch", "#", "test_", "_test", "_old", "_bak");

  private static final Set<String> TELLING =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "password_hash",
          "role",
          "is_admin",
          "admin",
          "balance",
          "salary",
          "privileges",
          "email");

  private final Set<String> created;

  /** Judges the statements of a script that creates the tables named. */
  Dropping(Set<String> created) {
    this.created = Set.copyOf(created);
  }

  double score(Statement statement) {
    return switch (statement.verb()) {
      case "drop" -> drop(statement);
      case "truncate" -> {
        int name = statement.reads(1, "table") ? 2 : 1;
        yield statement.at(name).isSign("(") || passes(statement.name(name)) ? 0 : 0.75;
      }
      case "delete" -> delete(statement);
      case "update" -> update(statement);
      case "shutdown" -> statement.size() < 4 ? 0.8 : 0;
      default -> 0;
    };
  }

  private double drop(Statement statement) {
    String what = statement.word(1);
    int name = statement.reads(2, "if", "exists") ? 4 : 2;
    return switch (what) {
      case "table" -> passes(statement.name(name)) ? 0 : 0.75;
      case "database", "schema" -> passes(statement.name(name)) ? 0 : 0.85;
      case "user", "role", "login" -> Granting.isOwner(statement.at(name).text()) ? 0.75 : 0;
      case "trigger", "policy" -> statement.name(name).contains("audit") ? 0.7 : 0;
      case "all" -> statement.reads(2, "objects") ? 0.9 : 0;
      default -> 0;
    };
  }

  private boolean passes(String name) {
    return created.contains(name) || PASSING.stream().anyMatch(name::contains);
  }

  /** {@code id > 0}, {@code id is not null}: true of every row. */
  private static boolean isAlways(Statement statement, int at) {
    boolean positive =
        statement.at(at + 1).isSign(">")
            && statement.at(statement.size() - 1).text().equals("0")
            && statement.size() - at <= 4;
    boolean some = statement.reads(at + 1, "is", "not", "null") && statement.size() == at + 4;
    boolean key = statement.word(at).equals("id") || statement.word(at).endsWith("_id");
    return key && (positive || some);
  }

  private double delete(Statement statement) {
    int from = statement.indexOf("from");
    return from >= 0 && !isChosen(statement) && !passes(statement.name(from + 1)) ? 0.75 : 0;
  }

  private static double update(Statement statement) {
    int set = statement.indexOf("set");
    boolean telling = set > 0 && TELLING.contains(statement.word(set + 1));
    // "balance = balance * 1.1" changes all on purpose.
    boolean constant = statement.at(set + 2).isSign("=") && statement.at(set + 3).isConstant();
    return telling && constant && !isChosen(statement) ? 0.75 : 0;
  }

  /** Whether a condition, one that is not always true, chooses the rows. */
  private static boolean isChosen(Statement statement) {
    int where = statement.indexOf("where");
    if (where < 0) {
      return statement.has("limit") || statement.has("join");
    }
    List<Token> condition = statement.tokens().subList(where + 1, statement.size());
    boolean constant =
        condition.stream().allMatch(token -> token.isConstant() || token.isSign("="));
    return condition.isEmpty() || (!constant && !isAlways(statement, where + 1));
  }
}
