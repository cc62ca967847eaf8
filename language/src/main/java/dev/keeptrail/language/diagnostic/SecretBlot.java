package dev.keeptrail.language.diagnostic;

import java.util.List;

/**
 * Blots out literal secrets in a line of a pack, keeping its length so that carets stay in place.
 */
final class SecretBlot {
  private static final List<String> KEYS = List.of("api_key", "secret_key_ref");

  private final StringBuilder line;

  private SecretBlot(String line) {
    this.line = new StringBuilder(line);
  }

  static String blot(String line) {
    SecretBlot blot = new SecretBlot(line);
    KEYS.forEach(key -> blot.blotAfter(line, key));
    SecretShapes.in(line).forEach(hit -> blot.blotRange(hit.start(), hit.end()));
    return blot.line.toString();
  }

  private void blotAfter(String text, String key) {
    for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
      int from = skip(text, at + key.length(), "\"' \t");
      if (from < text.length() && text.charAt(from) == ':') {
        blotValue(text, skip(text, from + 1, " \t"));
      }
    }
  }

  private void blotValue(String text, int from) {
    if (from >= text.length() || text.charAt(from) == '{') {
      return;
    }
    char quote = text.charAt(from);
    int end = quote == '"' || quote == '\'' ? quotedEnd(text, from, quote) : plainEnd(text, from);
    blotRange(from, end);
  }

  private void blotRange(int from, int end) {
    for (int i = from; i < end; i++) {
      line.setCharAt(i, '*');
    }
  }

  private static int quotedEnd(String text, int from, char quote) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private static int plainEnd(String text, int from) {
    int at = from;
    while (at < text.length() && ",}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int skip(String text, int from, String characters) {
    int at = from;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
