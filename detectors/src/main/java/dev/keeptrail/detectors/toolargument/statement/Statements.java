package dev.keeptrail.detectors.toolargument.statement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges a statement or script of SQL. */
public final class Statements {
  private static final int MAX_NAMES = 1_000;

  private Statements() {}

  /** What harm is reported to. */
  @FunctionalInterface
  public interface Harm {
    /** Takes where a statement stands in the text, and a score above nothing. */
    void add(int start, int end, double score);
  }

  /** Judges a text in small letters, in time linear in its length. */
  public static void judge(CharSequence text, Harm harm) {
    TokenReader reader = TokenReader.read(text);
    reader.disguises().forEach(found -> harm.add(found.start(), found.end(), found.score()));
    List<Statement> statements = reader.statements();
    var dropping = new Dropping(created(statements));
    for (Statement statement : statements) {
      double score = Math.max(dropping.score(statement), Granting.score(statement));
      score = Math.max(score, Math.max(Reaching.score(statement), Probing.score(statement)));
      if (score > 0) {
        harm.add(statement.start(), statement.end(), score);
      }
    }
  }

  /** Names of the tables that the script makes itself. */
  private static Set<String> created(List<Statement> statements) {
    var names = new HashSet<String>();
    for (Statement statement : statements) {
      int table = statement.indexOf("table");
      if (statement.verb().equals("create") && table > 0 && table < 5 && names.size() < MAX_NAMES) {
        int name = statement.reads(table + 1, "if", "not", "exists") ? table + 4 : table + 1;
        names.add(statement.name(name));
      }
    }
    return names;
  }
}
