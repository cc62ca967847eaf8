package dev.keeptrail.detectors.toolargument.statement;

import java.util.List;
import java.util.Set;

/** Conditions that are always true, questions about the server, accounts that are read. */
final class Probing {
  private static final Set<String> ACCOUNTS =
      Set.of(
          "pg_shadow", "pg_authid", "sysxlogins", "sql_logins", "user$", "mysql.user", "dba_users");

  private static final Set<String> PASSWORDS =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "password_hash",
          "authentication_string",
          "rolpassword",
          "passwordhash",
          "pass");

  /** Columns that nobody joins to another query by chance. */
  private static final Set<String> VALUES =
      Set.of("credit_card", "card_number", "credit_card_number", "ssn", "cvv", "api_key", "secret");

  private static final Set<String> PEOPLE =
      Set.of("users", "user", "accounts", "admin", "admins", "members", "logins", "credentials");

  private static final Set<String> CATALOGUES =
      Set.of(
          "information_schema",
          "sqlite_master",
          "sqlite_schema",
          "sysobjects",
          "syscolumns",
          "all_tables",
          "pg_catalog",
          "mysql",
          "version",
          "@@version",
          "user",
          "database");

  private static final List<String> OPERATORS = List.of("=", "<", ">", "!");

  /** Each is compared with all of the statement. */
  private static final int MAX_UNIONS = 4;

  private Probing() {}

  static double score(Statement statement) {
    double score = accounts(statement);
    int chars = 0;
    int unions = 0;
    for (int i = 0; i < statement.size(); i++) {
      Token token = statement.at(i);
      if (token.kind() != Token.Kind.WORD) {
        continue;
      }
      score =
          Math.max(
              score,
              switch (token.text()) {
                case "or" -> always(statement, i);
                case "and" -> never(statement, i);
                case "union" -> ++unions > MAX_UNIONS ? 0 : union(statement, i);
                case "ascii", "ord" -> letter(statement, i);
                case "floor" -> statement.reads(i + 1, "(", "rand", "(") ? 0.85 : 0;
                case "convert" -> statement.reads(i + 1, "(", "int", ",", "(", "select") ? 0.8 : 0;
                case "exec", "execute" ->
                    statement.reads(i + 1, "(") && statement.raw().contains("0x") ? 0.8 : 0;
                default -> 0;
              });
      boolean spelled = token.isWord("char") || token.isWord("chr");
      chars +=
          spelled
                  && statement.at(i + 2).kind() == Token.Kind.NUMBER
                  && statement.at(i + 3).isSign(")")
              ? 1
              : 0;
    }
    return Math.max(score, chars > 2 ? 0.75 : 0);
  }

  private static double accounts(Statement statement) {
    boolean table = false;
    boolean people = false;
    for (int i = 0; i < statement.size(); i++) {
      String word = statement.word(i);
      table |= ACCOUNTS.contains(word) || ACCOUNTS.contains(statement.name(i));
      people |= PEOPLE.contains(word) && statement.word(i - 1).equals("from");
    }
    if (!statement.verb().equals("select") || !(table || people)) {
      return 0;
    }
    boolean passwords = statement.hasAny(PASSWORDS) || (table && statement.at(1).isSign("*"));
    return passwords && table ? 0.75 : passwords && !statement.has("where") ? 0.6 : 0;
  }

  /** {@code or true}, {@code or 2 > 1}, {@code or name = name}, {@code or name like '%'}. */
  private static double always(Statement statement, int or) {
    int left = past(statement, or + 1);
    Token first = statement.at(left);
    if (first.isConstant() && ends(statement, left + 1)) {
      return 0.75;
    }
    int operator = left + 1;
    if (statement.reads(operator, "like") && first.kind() == Token.Kind.WORD) {
      return statement.at(operator + 1).text().equals("%") ? 0.7 : 0;
    }
    if (!OPERATORS.contains(statement.at(operator).text())) {
      return 0;
    }
    int right = operator + 1;
    while (OPERATORS.contains(statement.at(right).text())) {
      right++;
    }
    Token second = statement.at(right);
    boolean constants = first.isConstant() && second.isConstant() && ends(statement, right + 1);
    boolean same =
        first.kind() == Token.Kind.WORD
            && second.kind() == Token.Kind.WORD
            && first.text().equals(second.text())
            && statement.at(operator).isSign("=")
            && ends(statement, right + 1);
    return constants || same ? 0.75 : 0;
  }

  /** {@code and 1 = 2}. */
  private static double never(Statement statement, int and) {
    Token left = statement.at(and + 1);
    Token right = statement.at(and + 3);
    boolean numbers = left.kind() == Token.Kind.NUMBER && right.kind() == Token.Kind.NUMBER;
    return numbers && statement.at(and + 2).isSign("=") && !left.text().equals(right.text())
        ? 0.7
        : 0;
  }

  private static int past(Statement statement, int index) {
    int at = index;
    while (statement.at(at).isSign("(") || statement.at(at).isWord("not")) {
      at++;
    }
    return at;
  }

  private static boolean ends(Statement statement, int index) {
    return index >= statement.size()
        || statement.at(index).isSign(")")
        || Set.of("limit", "order", "group", "union", "and", "or").contains(statement.word(index));
  }

  /** A union with what a query of tables has no use for. */
  private static double union(Statement statement, int union) {
    int select = statement.reads(union + 1, "all") ? union + 2 : union + 1;
    if (!statement.reads(select, "select")) {
      return 0;
    }
    boolean before = false;
    boolean after = false;
    for (int i = 0; i < statement.size(); i++) {
      String word = statement.word(i);
      boolean call =
          statement.at(i + 1).isSign("(")
              || statement.at(i + 1).isSign(".")
              || statement.word(i - 1).equals("from");
      boolean telling =
          PASSWORDS.contains(word)
              || VALUES.contains(word)
              || (CATALOGUES.contains(word) && (call || word.startsWith("@")));
      before |= telling && i < union;
      after |= telling && i > union;
    }
    return after && !before ? 0.8 : 0;
  }

  /** One letter of a query's answer at a time. */
  private static double letter(Statement statement, int at) {
    boolean part =
        Set.of("substr", "substring", "mid").contains(statement.word(at + 2))
            && statement.at(at + 1).isSign("(");
    return part && statement.reads(at + 3, "(", "(", "select") ? 0.85 : 0;
  }
}
