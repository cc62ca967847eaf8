package dev.keeptrail.detectors.toolargument;

/**
 * A statement of SQL that changes something, from its verb to what it changes, as the whole of a
 * value that is a name or a key. Titles have the same words, but not in the order of a statement.
 * Stateless.
 */
final class WholeStatement {
  private WholeStatement() {}

  /** Whether a statement begins with the value, at a word that stands in front. */
  static boolean begins(Argument argument, int start, int end, String verb) {
    if (!argument.takesName() || start != argument.skipBlanks(0)) {
      return false;
    }
    int object = SqlTokens.skip(argument, end);
    String next = argument.wordAt(object);
    int name = SqlTokens.skip(argument, argument.wordEnd(object));
    int after = SqlTokens.skip(argument, nameEnd(argument, name));
    String then = argument.wordAt(after);
    return switch (verb) {
      case "alter" -> next.equals("table") && isChange(then);
      case "drop" ->
          (next.equals("table") || next.equals("database") || next.equals("schema"))
              && isWritten(argument, name)
              && (argument.at(after) == ';' || then.equals("cascade") || then.equals("exists"));
      case "truncate" -> next.equals("table") && argument.at(after) == ';';
      case "insert" ->
          next.equals("into")
              && (argument.at(after) == '(' || then.equals("values") || then.equals("select"));
      case "delete" -> next.equals("from") && (then.equals("where") || argument.at(after) == ';');
      case "update" -> update(argument, object);
      case "create" ->
          (next.equals("table") && argument.at(after) == '(')
              || (next.equals("user") && then.equals("identified"));
      default -> false;
    };
  }

  private static boolean update(Argument argument, int table) {
    int set = SqlTokens.skip(argument, nameEnd(argument, table));
    int column = SqlTokens.skip(argument, argument.wordEnd(set));
    int sign = SqlTokens.skip(argument, nameEnd(argument, column));
    return argument.wordAt(set).equals("set") && argument.at(sign) == '=';
  }

  private static boolean isChange(String word) {
    return switch (word) {
      case "add", "drop", "change", "modify", "rename", "alter", "disable" -> true;
      default -> false;
    };
  }

  private static boolean isWritten(Argument argument, int at) {
    return argument.at(at) > ' ';
  }

  /** Past a name of several parts, in the quotes that names have or without. */
  private static int nameEnd(Argument argument, int start) {
    int at = start;
    int moved = -1;
    while (at > moved && at - start < 120) {
      moved = at;
      at = argument.wordEnd(at);
      while ("`\"[].".indexOf(argument.at(at)) >= 0
          && argument.at(at) != '\0'
          && at - start < 120) {
        at++;
      }
    }
    return at;
  }
}
