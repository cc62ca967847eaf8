package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.Set;

/**
 * What closes a literal of JavaScript or JSON in a query of a document database, and goes on in it.
 */
final class ScriptBreakout implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.NOSQL;

  private static final int CALL = 80;

  private static final Set<String> STARTS =
      Set.of(
          "return", "var", "let", "while", "for", "throw", "db", "this", "function", "sleep", "if");

  private static final Set<String> WRITES =
      Set.of("drop", "remove", "deletemany", "insert", "insertone", "update", "updatemany", "save");

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (!word.equals("db")
        || argument.isProse()
        || !argument.isEmbedded()
        || argument.at(end) != '.') {
      return;
    }
    int name = argument.wordEnd(end + 1);
    if (argument.at(name) == '.' && WRITES.contains(argument.wordAt(name + 1))) {
      argument.report(start, argument.wordEnd(name + 1), CATEGORY, 0.8);
    }
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    boolean quote = sign == '\'' || sign == '"';
    if (!quote
        || !argument.isEmbedded()
        || argument.literals().has(at)
        || argument.kind() == ParameterKind.SQL) {
      return;
    }
    int next = argument.skipBlanks(at + 1);
    char c = argument.at(next);
    double score =
        switch (c) {
          case ';', '.' -> {
            report(argument, at, next);
            yield c == '.' ? 0 : statement(argument, argument.skipBlanks(next + 1));
          }
          case '|', '&' -> member(argument, next);
          case ',' -> operator(argument, argument.skipBlanks(next + 1), sign);
          case '}' -> object(argument, next, sign);
          default -> 0;
        };
    argument.report(at, next + 1, CATEGORY, score);
  }

  /** A call behind the literal that is closed, with the rest of the line cut off or joined on. */
  private static void report(Argument argument, int quote, int sign) {
    int name = argument.skipBlanks(sign + 1);
    int open = argument.wordEnd(name);
    int close = SqlTokens.past(argument, open, CALL);
    if (argument.isProse() || open == name || close == open) {
      return;
    }
    int end = argument.skipBlanks(close);
    boolean cut =
        argument.at(end) == ';' && argument.startsWith("//", argument.skipBlanks(end + 1));
    boolean joined = argument.at(end) == '.' && argument.at(sign) == '.' && isQuote(argument, end);
    argument.report(quote, sign + 1, ToolArgumentDetectors.CODE, cut || joined ? 0.8 : 0);
  }

  /** Whether a quote follows that the line it was put into will close. */
  private static boolean isQuote(Argument argument, int sign) {
    int quote = argument.skipBlanks(sign + 1);
    boolean written = argument.at(quote) == '\'' || argument.at(quote) == '"';
    return written && argument.skipBlanks(quote + 1) >= argument.length();
  }

  private static double statement(Argument argument, int at) {
    String word = argument.wordAt(at);
    char after = argument.at(argument.skipBlanks(argument.wordEnd(at)));
    boolean starts = STARTS.contains(word) && !argument.isProse();
    if (!argument.isProse() && argument.startsWith("=new date(", argument.wordEnd(at))) {
      // A clock is started, to wait for.
      return argument.within(at, CALL, "while") ? 0.85 : 0;
    }
    boolean call =
        word.equals("while") || word.equals("for") || word.equals("if") || word.equals("sleep");
    return starts && (!call || after == '(') ? 0.8 : 0;
  }

  /** {@code || this.}: a property of the document. */
  private static double member(Argument argument, int at) {
    int next = argument.skipBlanks(argument.at(at + 1) == argument.at(at) ? at + 2 : at + 1);
    return argument.startsWith("this.", next) || argument.startsWith("db.", next) ? 0.85 : 0;
  }

  /** {@code ', $or: [}. */
  private static double operator(Argument argument, int at, char sign) {
    int member = argument.at(at) == sign ? argument.wordEnd(at + 1) : -1;
    boolean named =
        member > at + 1
            && argument.at(member) == sign
            && argument.at(argument.skipBlanks(member + 1)) == ':'
            && !argument.isProse()
            && "{[".indexOf(argument.at(argument.skipBlanks(0))) < 0;
    if (named) {
      return 0.8;
    }
    boolean dollar =
        argument.at(at) == '$' || (argument.at(at) == sign && argument.at(at + 1) == '$');
    int word = argument.at(at) == sign ? at + 2 : at + 1;
    char after = argument.at(argument.wordEnd(word));
    return dollar && (after == ':' || after == sign) ? 0.85 : 0;
  }

  /** {@code "}, {"role":}: the object is closed, and another begins. */
  private static double object(Argument argument, int brace, char sign) {
    if (argument.at(argument.skipBlanks(0)) == '{' || argument.at(argument.skipBlanks(0)) == '[') {
      return 0;
    }
    int comma = argument.skipBlanks(brace + 1);
    int next = argument.skipBlanks(comma + 1);
    boolean more =
        argument.at(comma) == ',' && (argument.at(next) == '{' || argument.at(next) == sign);
    return more && argument.within(next, 60, ":") && !argument.isProse() ? 0.8 : 0;
  }
}
