package dev.keeptrail.detectors.toolargument.program;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of a function.
 *
 * @param name what is called, with the names before it that points join
 * @param near what follows the opening bracket, at most some hundred characters
 */
record Call(int start, int end, String name, String near) {
  private static final int MAX_LITERALS = 20;

  /** The last part of the name. */
  String function() {
    int point = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'));
    return name.substring(point + 1);
  }

  /** The literals near the call, in their order. */
  List<String> literals() {
    List<String> literals = new ArrayList<>();
    int at = 0;
    while (at < near.length() && literals.size() < MAX_LITERALS) {
      char c = near.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        int close = near.indexOf(c, at + 1);
        int end = close < 0 ? near.length() : close;
        literals.add(near.substring(at + 1, end));
        at = end;
      }
      at++;
    }
    return literals;
  }

  /** Whether one of the texts stands in the brackets of the call itself. */
  boolean takesAny(List<String> wanted) {
    String own = near.substring(0, close());
    return wanted.stream().anyMatch(own::contains);
  }

  /** Where the brackets close, or where the text near ends. */
  private int close() {
    int depth = 1;
    for (int at = 0; at < near.length(); at++) {
      char c = near.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return near.length();
  }
}
