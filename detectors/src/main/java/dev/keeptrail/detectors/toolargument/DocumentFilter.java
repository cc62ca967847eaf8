package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * Operators of document databases in a filter. A filter that chooses is what a parameter for
 * filters takes; one whose operand everything meets, one that runs a program, and one that asks for
 * a password in another way than by its value, are attacks.
 */
final class DocumentFilter {
  private static final int REACH = 60;

  private static final Set<String> PROGRAMS = Set.of("where", "function", "accumulator", "expr");

  private static final Set<String> COMPARES =
      Set.of("ne", "gt", "gte", "lt", "lte", "nin", "regex", "exists", "not", "in", "eq");

  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "pass",
          "pwd",
          "secret",
          "token",
          "pin",
          "otp",
          "apikey",
          "api_key",
          "hash",
          "passcode",
          "resettoken",
          "reset_token",
          "passwort",
          "contraseña",
          "senha");

  private DocumentFilter() {}

  /** Whether the operator at the dollar sign does anything but choose. */
  static boolean isTrivial(Argument argument, int dollar, String word) {
    if (PROGRAMS.contains(word)) {
      return !word.equals("expr");
    }
    if (COMPARES.contains(word) && SECRETS.contains(field(argument, dollar))) {
      return true;
    }
    int at = argument.skipBlanks(dollar + 1 + word.length() + 1);
    if (argument.at(at) != ':') {
      return false;
    }
    String operand =
        argument.slice(argument.skipBlanks(at + 1), argument.skipBlanks(at + 1) + REACH);
    boolean nothing =
        operand.startsWith("null")
            || operand.startsWith("\"\"")
            || operand.startsWith("''")
            || operand.startsWith("undefined")
            || operand.startsWith("{}");
    return switch (word) {
      case "ne", "gt", "gte" -> nothing;
      case "nin" -> operand.startsWith("[]") || operand.startsWith("[\"\"]");
      case "regex" ->
          operand.startsWith("\".*")
              || operand.startsWith("\"^.*")
              || operand.startsWith("\"\"")
              || (operand.startsWith("\"^")
                  && operand.indexOf('"', 2) < 6
                  && operand.indexOf('"', 2) > 0);
      case "or" -> operand.startsWith("[{}") || operand.startsWith("[ {}");
      default -> false;
    };
  }

  /** Whether a member of that name holds what proves who somebody is. */
  static boolean isSecret(String name) {
    return SECRETS.contains(name);
  }

  /** The name before the object that the operator stands in. */
  private static String field(Argument argument, int dollar) {
    int at = dollar - 2;
    while (at > 0 && (argument.at(at) <= ' ' || argument.at(at) == '{')) {
      at--;
    }
    if (argument.at(at) != ':') {
      return "";
    }
    int end = at;
    while (end > 0 && (argument.at(end - 1) <= ' ' || "'\"".indexOf(argument.at(end - 1)) >= 0)) {
      end--;
    }
    int start = end;
    while (start > 0
        && end - start < REACH
        && (Character.isLetterOrDigit(argument.at(start - 1)) || argument.at(start - 1) == '_')) {
      start--;
    }
    return argument.slice(start, end);
  }
}
