package dev.keeptrail.gateway.extraction;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of an HTML page gets to see, and what a model may: texts, comments, and the
 * attributes that hold prose. Tags are left out; hidden elements are not, because that is where
 * instructions to models are put. Linear in the page; never fails.
 */
final class MarkupText {
  private static final Set<String> PROSE =
      Set.of("alt", "title", "content", "placeholder", "aria-label", "value", "summary", "label");
  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "shy", "",
          "zwnj", "\u200C", "zwj", "\u200D");
  private static final int MAX_REFERENCE = 10;

  private final String page;
  private final StringBuilder text;
  private int at;

  private MarkupText(String page) {
    this.page = page;
    this.text = new StringBuilder(page.length() / 2);
  }

  static String of(String page) {
    return new MarkupText(page).read();
  }

  private String read() {
    while (at < page.length()) {
      char sign = page.charAt(at);
      if (sign == '<' && startsTag()) {
        tag();
      } else if (sign == '&') {
        reference(page.length());
      } else {
        text.append(sign);
        at++;
      }
    }
    return text.toString();
  }

  private boolean startsTag() {
    if (at + 1 >= page.length()) {
      return false;
    }
    char next = page.charAt(at + 1);
    return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
  }

  private void tag() {
    if (page.startsWith("<!--", at)) {
      int end = page.indexOf("-->", at + 4);
      text.append('\n')
          .append(page, Math.min(at + 4, page.length()), end < 0 ? page.length() : end);
      text.append('\n');
      at = end < 0 ? page.length() : end + 3;
      return;
    }
    at++;
    while (at < page.length() && page.charAt(at) != '>' && !isSpace(page.charAt(at))) {
      at++;
    }
    while (at < page.length() && page.charAt(at) != '>') {
      attribute();
    }
    at = Math.min(at + 1, page.length());
    text.append(' ');
  }

  private void attribute() {
    int start = at;
    while (at < page.length() && isName(page.charAt(at))) {
      at++;
    }
    String name = page.substring(start, at).toLowerCase(Locale.ROOT);
    spaces();
    if (at < page.length() && page.charAt(at) == '=') {
      at++;
      spaces();
      value(PROSE.contains(name));
    } else if (at == start && page.charAt(at) != '>') {
      at++;
    }
  }

  private void value(boolean prose) {
    if (at >= page.length()) {
      return;
    }
    char quote = page.charAt(at);
    boolean quoted = quote == '"' || quote == '\'';
    at += quoted ? 1 : 0;
    int end = at;
    while (end < page.length()
        && (quoted
            ? page.charAt(end) != quote
            : !isSpace(page.charAt(end)) && page.charAt(end) != '>')) {
      end++;
    }
    if (prose) {
      text.append('\n');
      while (at < end) {
        if (page.charAt(at) == '&') {
          reference(end);
        } else {
          text.append(page.charAt(at++));
        }
      }
      text.append('\n');
    }
    at = Math.min(end + (quoted ? 1 : 0), page.length());
  }

  private void spaces() {
    while (at < page.length() && isSpace(page.charAt(at))) {
      at++;
    }
  }

  private void reference(int limit) {
    int last = Math.min(limit, at + MAX_REFERENCE);
    int end = at + 1;
    while (end < last && page.charAt(end) != ';') {
      end++;
    }
    if (end == last) {
      text.append('&');
      at++;
      return;
    }
    String name = page.substring(at + 1, end);
    String meant = name.startsWith("#") ? numbered(name.substring(1)) : NAMED.get(name);
    text.append(meant == null ? page.substring(at, end + 1) : meant);
    at = end + 1;
  }

  private static @Nullable String numbered(String digits) {
    try {
      boolean hex = digits.startsWith("x") || digits.startsWith("X");
      int code = hex ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
      return Character.isValidCodePoint(code) ? Character.toString(code) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static boolean isName(char sign) {
    return !isSpace(sign) && sign != '=' && sign != '>' && sign != '"' && sign != '\'';
  }

  private static boolean isSpace(char sign) {
    return sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r' || sign == '\f';
  }
}
