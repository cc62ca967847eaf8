package dev.keeptrail.detectors.toolargument.program;

import java.util.ArrayList;
import java.util.List;

/** Finds the calls of a program in any language that writes them with brackets. Stateless. */
final class CallReader {
  private static final int MAX_CALLS = 2_000;
  private static final int MAX_NAME = 120;
  private static final int NEAR = 300;

  private CallReader() {}

  static List<Call> read(CharSequence text) {
    List<Call> calls = new ArrayList<>();
    for (int at = 0; at < text.length() && calls.size() < MAX_CALLS; at++) {
      if (text.charAt(at) == '(') {
        int start = name(text, at);
        if (start < at) {
          String near = text.subSequence(at + 1, Math.min(text.length(), at + 1 + NEAR)).toString();
          calls.add(new Call(start, at, text.subSequence(start, at).toString(), near));
        }
      }
    }
    return calls;
  }

  /** Where the name before the bracket begins: words that points, arrows and colons join. */
  private static int name(CharSequence text, int bracket) {
    int at = bracket;
    while (at > 0 && bracket - at < MAX_NAME && isOfName(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '.'
        || c == ':'
        || c == '$'
        || c == '-'
        || c == '?';
  }
}
