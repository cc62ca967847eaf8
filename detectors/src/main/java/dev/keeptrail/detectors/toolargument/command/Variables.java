package dev.keeptrail.detectors.toolargument.command;

import java.util.HashMap;
import java.util.Map;

/** What variables of a script hold, as far as the script itself says. One use, one thread. */
final class Variables {
  private static final int MAX = 50;
  private static final int MAX_LINE = 4_000;

  private final Map<String, String> values = new HashMap<>();

  /** Remembers a command that only assigns. */
  void note(Command command) {
    for (String word : command.words()) {
      if (!Wrappers.isAssignment(word)) {
        return;
      }
    }
    for (String word : command.words()) {
      int sign = word.indexOf('=');
      if (values.size() < MAX) {
        values.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
  }

  /** The command with its program spelled out; empty when that is no variable that is known. */
  String spelled(Command command) {
    if (values.isEmpty()
        || command.words().isEmpty()
        || !command.words().getFirst().startsWith("$")) {
      return "";
    }
    var line = new StringBuilder();
    boolean known = false;
    for (String word : command.words()) {
      String meant = meaning(word);
      known |= !meant.equals(word);
      if (line.length() + meant.length() < MAX_LINE) {
        line.append(meant).append(' ');
      }
    }
    return known ? line.toString().strip() : "";
  }

  /** A word of names behind dollar signs, each replaced by what it holds. */
  private String meaning(String word) {
    var meant = new StringBuilder();
    int at = 0;
    while (at < word.length()) {
      if (word.charAt(at) != '$') {
        meant.append(word.charAt(at++));
        continue;
      }
      boolean braces = at + 1 < word.length() && word.charAt(at + 1) == '{';
      int start = at + (braces ? 2 : 1);
      int end = start;
      while (end < word.length()
          && (Character.isLetterOrDigit(word.charAt(end)) || word.charAt(end) == '_')) {
        end++;
      }
      boolean closed = !braces || (end < word.length() && word.charAt(end) == '}');
      String value = values.get(word.substring(start, end));
      int next = braces && closed ? end + 1 : end;
      if (value == null || !closed || meant.length() > MAX_LINE) {
        meant.append(word, at, Math.max(next, at + 1));
      } else {
        meant.append(value);
      }
      at = Math.max(next, at + 1);
    }
    return meant.toString();
  }
}
