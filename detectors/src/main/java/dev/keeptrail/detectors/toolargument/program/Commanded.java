package dev.keeptrail.detectors.toolargument.program;

import java.util.List;

/**
 * Commands that a program holds without a call: in the signs of Ruby, in AppleScript. Stateless.
 */
final class Commanded {
  private static final List<String> OPENINGS = List.of("do shell script \"", "%x(", "%x{", "%x[");
  private static final int LINE = 300;
  private static final int MAX = 50;

  private Commanded() {}

  /** Takes where a command stands, and the command. */
  @FunctionalInterface
  interface Line {
    void add(int start, int end, String line);
  }

  static void judge(CharSequence text, Line lines) {
    String program = text.toString();
    for (String opening : OPENINGS) {
      char last = opening.charAt(opening.length() - 1);
      char closing = last == '(' ? ')' : last == '{' ? '}' : last == '[' ? ']' : last;
      int at = program.indexOf(opening);
      for (int count = 0; at >= 0 && count < MAX; count++) {
        int from = at + opening.length();
        int limit = Math.min(program.length(), from + LINE);
        int close = program.indexOf(closing, from);
        int end = close < 0 || close > limit ? limit : close;
        lines.add(at, end, program.substring(from, end));
        at = program.indexOf(opening, end);
      }
    }
  }
}
