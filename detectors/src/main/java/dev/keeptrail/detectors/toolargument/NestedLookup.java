package dev.keeptrail.detectors.toolargument;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resolves the look-ups of Log4j that stand inside another, as far as they only spell: {@code
 * ${lower:j}}, {@code ${upper:j}} and defaults such as {@code ${::-j}} or {@code ${env:none:-j}}.
 */
final class NestedLookup {
  private NestedLookup() {}

  /** The text with inner look-ups replaced by what they spell; outer ones stay. */
  static String resolve(String text) {
    var out = new StringBuilder();
    Deque<Integer> opened = new ArrayDeque<>();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
        opened.push(out.length());
        out.append("${");
        at++;
      } else if (c == '}' && !opened.isEmpty()) {
        int start = opened.pop();
        String inner = out.substring(start + 2);
        if (opened.isEmpty()) {
          out.append('}');
        } else {
          out.setLength(start);
          out.append(meaning(inner));
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String meaning(String inner) {
    int standby = inner.indexOf(":-");
    if (standby >= 0) {
      return inner.substring(standby + 2);
    }
    int colon = inner.indexOf(':');
    String name = colon < 0 ? "" : inner.substring(0, colon);
    return switch (name) {
      case "lower", "upper", "date" ->
          inner.substring(colon + 1).replace("'", "").replace('ı', 'i');
      default -> "";
    };
  }

  /** Whether single letters are spelled by look-ups, whatever they come to. */
  static boolean isHiding(String text) {
    return text.contains("${lower:")
        || text.contains("${upper:")
        || text.contains("${::-")
        || (text.contains("${env:") && text.contains(":-"));
  }
}
