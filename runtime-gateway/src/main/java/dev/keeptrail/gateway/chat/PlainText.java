package dev.keeptrail.gateway.chat;

import org.jspecify.annotations.Nullable;

/** Strings of JSON that need no parser: letters, and escapes of one sign. Stateless. */
final class PlainText {
  private PlainText() {}

  /** Where the string ends that begins here: at its quotation mark, or at the end of all. */
  static int end(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, json.length());
  }

  /** What the string says; null where a parser has to say it, or to refuse it. */
  static @Nullable String of(String json, int from, int to) {
    StringBuilder text = null;
    for (int at = from; at < to; at++) {
      char letter = json.charAt(at);
      if (letter < ' ' || Character.isSurrogate(letter)) {
        return null;
      }
      if (letter == '\\') {
        int meant = at + 1 < to ? meaning(json.charAt(at + 1)) : -1;
        if (meant < 0) {
          return null;
        }
        text = text == null ? new StringBuilder(to - from).append(json, from, at) : text;
        text.append((char) meant);
        at++;
      } else if (text != null) {
        text.append(letter);
      }
    }
    return text == null ? json.substring(from, to) : text.toString();
  }

  private static int meaning(char escaped) {
    return switch (escaped) {
      case '"', '\\', '/' -> escaped;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> -1;
    };
  }
}
