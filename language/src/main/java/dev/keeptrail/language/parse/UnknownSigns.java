package dev.keeptrail.language.parse;

import org.jspecify.annotations.Nullable;

/** Signs that the language lacks, and what to write in their place. */
final class UnknownSigns {
  private static final String KNOWN = " \t\r\n\uFEFF\"'#=<>+-*/%.,:()[]{}_";

  private UnknownSigns() {}

  /** The end of the run of unknown signs that starts there. */
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && isUnknown(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isUnknown(char c) {
    boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !word && KNOWN.indexOf(c) < 0;
  }

  static @Nullable String hint(String signs) {
    return switch (signs) {
      case "&&", "&" -> "write `and`";
      case "||", "|" -> "write `or`";
      case "!" -> "write `not`, or `!=` for a comparison";
      case "~" -> "write `matches` for a pattern, or `like` for a glob";
      case ";" -> "nothing ends a line; leave it out";
      case "$" -> "a binding is a plain name: `call: tool_call()`";
      case "`" -> "put a text in double or single quotes";
      case "?" -> "there is no choice between two values; write two rules";
      case "@", "^", "\\" -> "put a text in quotes";
      default -> hintForOthers(signs);
    };
  }

  private static @Nullable String hintForOthers(String signs) {
    int first = signs.codePointAt(0);
    if ("\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb".indexOf(first) >= 0) {
      return "use straight quotes: `\"` or `'`";
    }
    if (Character.isSpaceChar(first)) {
      return "it looks like a space and is none; replace it";
    }
    return first > 0x7e
        ? "names are of `a-z`, `A-Z`, `0-9`, `_` and `-`; put a text in quotes"
        : null;
  }
}
