package dev.keeptrail.language.editor;

/**
 * The signs of YAML in a text that may break off anywhere: where lines, keys, quotes and values
 * end. Positions are offsets in the text.
 */
record YamlText(String text) {
  boolean isDash(int position, int lineEnd) {
    return position < lineEnd
        && text.charAt(position) == '-'
        && (position + 1 >= lineEnd || text.charAt(position + 1) == ' ');
  }

  /** The offset of the colon after a key at that place; negative when there is no key. */
  int keyEnd(int position, int lineEnd) {
    char first = text.charAt(position);
    if (first == '"' || first == '\'') {
      int end = quoteEnd(position);
      return end < lineEnd && text.charAt(end) == ':' ? end : -1;
    }
    if (first == '{' || first == '[') {
      return -1;
    }
    for (int i = position; i < lineEnd; i++) {
      char c = text.charAt(i);
      if (c == ':' && (i + 1 >= lineEnd || text.charAt(i + 1) == ' ')) {
        return i;
      }
      if (c == '#' && i > position && text.charAt(i - 1) == ' ') {
        return -1;
      }
    }
    return -1;
  }

  /** After the closing quote, or the end of the text where there is none. */
  int quoteEnd(int start) {
    char quote = text.charAt(start);
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  boolean closed(int start, int end) {
    return end - 1 > start && text.charAt(end - 1) == text.charAt(start);
  }

  int plainEnd(int start, int lineEnd) {
    for (int i = start; i < lineEnd; i++) {
      if (text.charAt(i) == '#' && i > start && text.charAt(i - 1) == ' ') {
        return i - 1;
      }
    }
    return lineEnd;
  }

  int skipSpace(int position, int limit) {
    int i = position;
    while (i < text.length() && i < limit && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  int lineEnd(int position) {
    int end = text.indexOf('\n', Math.min(position, text.length()));
    int line = end < 0 ? text.length() : end;
    return line > position && text.charAt(line - 1) == '\r' ? line - 1 : line;
  }

  int indentAt(int lineStart) {
    int i = lineStart;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i - lineStart;
  }

  static String unquoted(String word) {
    String bare = word.strip();
    boolean quoted =
        bare.length() > 1
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(bare.length() - 1) == bare.charAt(0);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
