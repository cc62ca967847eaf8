package dev.keeptrail.gateway.chat;

/**
 * Walks through the text of JSON that has been read already and so is known to be well-formed;
 * finds where values stand. One use, one thread.
 */
final class RawJson {
  private final String text;
  private int at;

  RawJson(String text) {
    this.text = text;
  }

  /** Where the walk stands. */
  int position() {
    return at;
  }

  /** Goes into the object or list that stands here. */
  void enter() {
    space();
    at++;
    space();
  }

  /**
   * Goes on to a member of the object that the walk is in.
   *
   * @param name without anything that is escaped in JSON
   * @return whether the walk now stands at its value; else it is behind the object
   */
  boolean find(String name) {
    while (text.charAt(at) != '}') {
      int from = at + 1;
      string();
      boolean found = at - 1 - from == name.length() && text.startsWith(name, from);
      space();
      at++;
      space();
      if (found) {
        return true;
      }
      value();
      next();
    }
    at++;
    return false;
  }

  /** Behind a value to the next one, or to the end of what the walk is in. */
  private void next() {
    space();
    if (text.charAt(at) == ',') {
      at++;
      space();
    }
  }

  private void space() {
    while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Behind the value that stands here. */
  private void value() {
    int depth = 0;
    do {
      char sign = text.charAt(at);
      if (sign == '"') {
        string();
      } else {
        depth += sign == '{' || sign == '[' ? 1 : 0;
        depth -= sign == '}' || sign == ']' ? 1 : 0;
        at++;
      }
    } while (depth > 0 || !isEnd(text.charAt(at)));
  }

  private static boolean isEnd(char sign) {
    return sign == ',' || sign == '}' || sign == ']';
  }

  /** Behind the string that stands here. */
  void string() {
    at++;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
