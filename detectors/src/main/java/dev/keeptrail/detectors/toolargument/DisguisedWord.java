package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * What a shell runs behind a separator although no list of programs has it: names with quotes or
 * backslashes inside, names in braces, patterns for paths, variables, commands of PowerShell. Asked
 * where a name or a key belongs, for which none of these is a way to be written. Stateless.
 */
final class DisguisedWord {
  private static final int MAX = 80;

  private static final Set<String> VERBS =
      Set.of(
          "get", "set", "start", "stop", "invoke", "remove", "new", "add", "out", "write", "clear",
          "copy", "move", "import", "export", "test", "restart", "enter", "select");

  private DisguisedWord() {}

  /** Where the disguised command that begins here ends; -1 for none. */
  static int end(Argument argument, int start) {
    char c = argument.at(start);
    char next = argument.at(start + 1);
    int end = start;
    while (end - start < MAX && argument.at(end) > ' ' && ";|&<>".indexOf(argument.at(end)) < 0) {
      end++;
    }
    String word = argument.slice(start, end);
    boolean found =
        switch (c) {
          case '{' ->
              word.indexOf(',') > 1 && word.endsWith("}") && Commands.isCommand(braced(word));
          case '/' -> isPattern(word);
          case '$' -> isVariable(next) && !isPrice(word);
          default -> isHidden(word) || isVerb(word) || isAssigned(argument, word, end);
        };
    return found ? end : -1;
  }

  private static String braced(String word) {
    return word.substring(1, word.indexOf(','));
  }

  private static boolean isPattern(String word) {
    int wild = word.indexOf('?') < 0 ? word.indexOf('*') : word.indexOf('?');
    return wild > 0 && word.indexOf('/', 1) > 0 && word.length() < 40;
  }

  private static boolean isVariable(char next) {
    return (next >= 'a' && next <= 'z') || next == '{' || next == '0' || next == '_' || next == '@';
  }

  private static boolean isPrice(String word) {
    return word.length() > 2
        && Character.isDigit(word.charAt(1))
        && Character.isDigit(word.charAt(2));
  }

  private static boolean isHidden(String word) {
    var plain = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean empty = c == '$' && i + 1 < word.length() && "@*!1".indexOf(word.charAt(i + 1)) >= 0;
      if (empty) {
        i++;
      } else if ("'\"\\^`".indexOf(c) < 0) {
        plain.append(c);
      }
    }
    boolean quoted = "'\"`".indexOf(word.isEmpty() ? ' ' : word.charAt(0)) >= 0;
    boolean changed = plain.length() < word.length();
    return changed
        && !(quoted && plain.length() + 2 >= word.length())
        && Commands.isCommand(plain.toString());
  }

  private static boolean isVerb(String word) {
    int hyphen = word.indexOf('-');
    return hyphen > 0
        && hyphen + 2 < word.length()
        && VERBS.contains(word.substring(0, hyphen))
        && word.substring(hyphen + 1).chars().allMatch(Character::isLetter);
  }

  /** {@code a=i;}: a variable that what follows will use. */
  private static boolean isAssigned(Argument argument, String word, int end) {
    int sign = word.indexOf('=');
    boolean name = sign > 0 && word.substring(0, sign).chars().allMatch(Character::isLetterOrDigit);
    return name && argument.at(end) == ';' && argument.slice(end, end + MAX).indexOf('$') >= 0;
  }
}
