package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.Set;

/**
 * Calls that hide what they call where a name or an address belongs: variables that are called
 * (PHP), names of programs put together from literals or wrapped in brackets, and programs of
 * JavaScript that consist of brackets alone.
 */
final class HiddenCall implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.CODE;
  private static final int MAX_CALLED = 80;
  private static final int MAX_PIECES = 12;

  /** The least of signs that a program of brackets has to do anything. */
  private static final int LEAST = 12;

  private static final Set<String> RUNNERS =
      Set.of("system", "exec", "passthru", "shell_exec", "popen", "proc_open", "eval", "assert");

  @Override
  public void value(Argument argument) {
    boolean asked = argument.takesName() || argument.kind() == ParameterKind.UNKNOWN;
    if (asked && argument.length() >= LEAST && isBrackets(argument)) {
      argument.report(0, argument.length(), CATEGORY, 0.8);
    }
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.takesName() && RUNNERS.contains(word) && isWrapped(argument, start, end)) {
      argument.report(start, end, CATEGORY, 0.8);
    }
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (!argument.takesName()) {
      return;
    }
    if (sign == '$' && argument.at(at - 1) != '$') {
      int open = variableEnd(argument, at);
      argument.report(at, open, CATEGORY, argument.at(open) == '(' ? 0.75 : 0);
    } else if ((sign == '\'' || sign == '"') && argument.at(argument.skipBack(at - 1)) != '.') {
      int open = joinedEnd(argument, at, sign);
      argument.report(at, open, CATEGORY, open > 0 ? 0.75 : 0);
    }
  }

  /** {@code (system)(}, {@code [system][0]}{@code (}: brackets and comments around the name. */
  private static boolean isWrapped(Argument argument, int start, int end) {
    char before = argument.at(argument.skipBack(start - 1));
    boolean opened = before == '(' || before == '[' || before == '/';
    int at = SqlTokens.skip(argument, end);
    int closed = 0;
    while (at - end < MAX_CALLED
        && (")]}[".indexOf(argument.at(at)) >= 0 || isDigit(argument, at))) {
      closed += isDigit(argument, at) || argument.at(at) == '[' ? 0 : 1;
      at = SqlTokens.skip(argument, at + 1);
    }
    return opened && closed > 0 && (argument.at(at) == '(' || argument.at(at) == '{');
  }

  private static boolean isDigit(Argument argument, int at) {
    return argument.at(at) >= '0' && argument.at(at) <= '9';
  }

  /** Where a variable of PHP ends, with what is chosen of it; the start when none stands here. */
  private static int variableEnd(Argument argument, int start) {
    int at = start;
    while (argument.at(at) == '$') {
      at++;
    }
    boolean name = argument.at(at) == '{' || argument.at(at) == '_' || argument.at(at) >= 'a';
    if (!name || (argument.at(at) > 'z' && argument.at(at) != '{')) {
      return start;
    }
    at = argument.wordEnd(at);
    while (at - start < MAX_CALLED) {
      int next = argument.startsWith("/*", at) ? SqlTokens.skip(argument, at) : at;
      char open = argument.at(next);
      int close =
          open == '[' ? after(argument, next, ']') : open == '{' ? after(argument, next, '}') : -1;
      if (close < 0) {
        return next;
      }
      at = close;
    }
    return start;
  }

  private static int after(Argument argument, int open, char sign) {
    for (int at = open + 1; at - open < MAX_CALLED && at < argument.length(); at++) {
      if (argument.at(at) == sign) {
        return at + 1;
      }
    }
    return -1;
  }

  /** Where the bracket opens behind two literals or more that points join; -1 when none does. */
  private static int joinedEnd(Argument argument, int start, char quote) {
    int at = start;
    for (int pieces = 1; pieces < MAX_PIECES; pieces++) {
      int end = after(argument, at, quote);
      int sign = end < 0 ? -1 : argument.skipBlanks(end);
      if (sign > 0 && argument.at(sign) == '(' && pieces > 1) {
        return sign;
      }
      int next = sign < 0 ? -1 : argument.skipBlanks(sign + 1);
      if (sign < 0 || argument.at(sign) != '.' || argument.at(next) != quote) {
        return -1;
      }
      at = next;
    }
    return -1;
  }

  /** {@code [][(![]+[])[+[]]}: nothing but brackets and signs, and values made of empty lists. */
  private static boolean isBrackets(Argument argument) {
    boolean empty = false;
    for (int at = 0; at < argument.length(); at++) {
      char c = argument.at(at);
      if (c > ' ' && "[]()!+{};".indexOf(c) < 0) {
        return false;
      }
      empty |= argument.startsWith("![]", at) || argument.startsWith("+[]", at);
    }
    return empty;
  }
}
