package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * A value that is no command line of its own but goes on from one: it begins with what ends a
 * command, closes a bracket or a quote it has not opened, or follows a host or a number with a
 * further command. Whoever writes it counts on being pasted into another line.
 */
final class CommandFragment {
  private static final int MAX_HEAD = 80;

  /** Functions of programming languages that run a command: none of a shell. */
  private static final Set<String> CALLS =
      Set.of("system", "exec", "eval", "passthru", "shell_exec", "popen", "phpinfo");

  private CommandFragment() {}

  /** Where the sign ends that gives the value away; -1 for none. */
  static int end(Argument argument) {
    int at = argument.skipBlanks(0);
    char c = argument.at(at);
    if (c == ';' || c == '|') {
      return RunningWord.at(argument, at + 1) ? at + 1 : -1;
    }
    if (c == '&') {
      // PowerShell calls what stands in quotes, in a variable or at a path with it.
      char next = argument.at(argument.skipBlanks(at + 1));
      boolean called = next != '\0' && "\"'$.({".indexOf(next) >= 0;
      return called || !RunningWord.at(argument, at + 1) ? -1 : at + 1;
    }
    if (c == '\'' || c == '"' || c == ')' || c == '`') {
      return closes(argument, at, c);
    }
    if (c == '$' && argument.at(at + 1) == '(') {
      // The output of a command run as one: nothing but a probe is that.
      int end = SqlTokens.past(argument, at + 1, MAX_HEAD);
      return argument.skipBlanks(end) == argument.length() && end > at + 1 ? end : -1;
    }
    int last = argument.length() - 1;
    while (last > at && argument.at(last) <= ' ') {
      last--;
    }
    if (argument.at(last) == '|' && argument.at(last - 1) != '|') {
      // Waits for what the rest of the line would be.
      return last + 1;
    }
    return follows(argument, at);
  }

  /** {@code '; ls}: a quote that ends what stands before the value. */
  private static int closes(Argument argument, int at, char sign) {
    int next = argument.skipBlanks(at + 1);
    boolean goesOn = ";|&".indexOf(argument.at(next)) >= 0 && argument.at(next) != '\0';
    int last = argument.length() - 1;
    boolean alone =
        sign == '`' && last > at && argument.at(last) == '`' && inside(argument, at + 1, last);
    boolean runs = goesOn && RunningWord.at(argument, next + 1);
    return runs ? next + 1 : alone ? last + 1 : -1;
  }

  private static boolean inside(Argument argument, int from, int to) {
    return argument.slice(from, to).indexOf('`') < 0;
  }

  /** A host, a number or a file, and then a command: {@code 127.0.0.1; ls}. */
  private static int follows(Argument argument, int start) {
    int at = start;
    boolean digits = true;
    while (at - start < MAX_HEAD && isOfName(argument.at(at))) {
      char c = argument.at(at++);
      digits &= isDigit(c) || c == '.' || c == ':';
    }
    String head = argument.slice(start, at);
    boolean bracket = argument.at(at) == ')' && head.length() > 0;
    int sign = argument.skipBlanks(bracket ? at + 1 : at);
    char c = argument.at(sign);
    boolean ends =
        c == ';' || c == '|' || c == '&' || c == '`' || (c == '$' && argument.at(sign + 1) == '(');
    boolean separator = c == ';' || c == '|' || c == '&';
    if (argument.at(at) == '(' && CALLS.contains(head)) {
      char quote = argument.at(at + 1);
      return quote == '\'' || quote == '"' || head.equals("phpinfo") ? at + 1 : -1;
    }
    if (argument.startsWith("<?php", start) || argument.startsWith("<!--#exec", start)) {
      return start + 5;
    }
    if (head.isEmpty() || !ends) {
      return -1;
    }
    return (digits && isDigit(head.charAt(0)))
            || (isHost(head) && separator)
            || (bracket && separator)
        ? sign + 1
        : -1;
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == ':'
        || c == '_'
        || c == '@';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHost(String head) {
    return head.startsWith("www.")
        || head.endsWith(".com")
        || head.endsWith(".org")
        || head.endsWith(".net")
        || head.equals("localhost");
  }
}
