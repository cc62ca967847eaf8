package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * Whether a shell would run what stands behind a sign that ends a command. Lists of words, headings
 * and quotations begin with such signs too.
 */
final class RunningWord {
  private static final int MAX_WORD = 80;

  /** English words count as commands in values no longer than a probe. */
  private static final int PROBE = 60;

  private static final int FEW_WORDS = 3;

  /** What takes a word or a name from those who look for it, and nothing from a shell. */
  private static final String HIDING = "'\"\\?*$@{}[]^%+!~#-";

  private static final Set<String> CALLS =
      Set.of("system", "exec", "eval", "passthru", "shell_exec", "popen", "phpinfo");

  private RunningWord() {}

  /** Whether a command begins at the position or behind blanks and further signs. */
  static boolean at(Argument argument, int from) {
    int at = argument.skipBlanks(from);
    while (";|&(!".indexOf(argument.at(at)) >= 0 && at - from < MAX_WORD) {
      at = argument.skipBlanks(at + 1);
    }
    char c = argument.at(at);
    char next = argument.at(at + 1);
    boolean substitution = c == '`' || (c == '$' && (next == '(' || next == '{' || next == '\''));
    boolean path = c == '/' || c == '~' || (c == '.' && (next == '/' || next == ' '));
    boolean redirects = (c == '<' || c == '>') && next != '\0';
    return substitution || path || redirects || word(argument, at);
  }

  private static boolean word(Argument argument, int start) {
    var word = new StringBuilder();
    int at = start;
    int name = 0;
    boolean hidden = false;
    boolean letters = false;
    while (at - start < MAX_WORD && isOfWord(argument.at(at))) {
      char c = argument.at(at++);
      if (HIDING.indexOf(c) >= 0) {
        // A quotation has a sign at each end; a hidden word has one within.
        hidden |= letters && isOfWord(argument.at(at)) && argument.at(at) != c;
        continue;
      }
      letters = true;
      word.append(c);
      name = c == '/' ? word.length() : name;
    }
    String program = word.substring(name);
    if (program.isEmpty()) {
      return false;
    }
    boolean quoted = argument.at(start) == '\'' || argument.at(start) == '"';
    boolean call = argument.at(at) == '(' && CALLS.contains(program);
    boolean option = argument.at(at) == ' ' && argument.at(at + 1) == '-';
    boolean assigned = program.indexOf('=') > 0 && argument.at(at) > ' ';
    return call
        || option
        || assigned
        || (hidden && !quoted)
        || Commands.isCommandAt(argument, at, program)
        || (Commands.isCommand(program) && isProbe(argument));
  }

  private static boolean isOfWord(char c) {
    return c > ' ' && ";|&()<>`".indexOf(c) < 0;
  }

  /** A value so short, and of so few words, is no sentence. */
  private static boolean isProbe(Argument argument) {
    int words = 1;
    for (int i = 1; i < argument.length() && i < PROBE; i++) {
      words += argument.at(i) > ' ' && argument.at(i - 1) <= ' ' ? 1 : 0;
    }
    return argument.length() < PROBE && words <= FEW_WORDS;
  }
}
