package dev.keeptrail.engine.redaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the strings, numbers and words of a text that is one JSON object or array (RFC 8259), and
 * tells such texts from others. One pass without recursion. One use.
 */
final class JsonScan {
  private static final int MAX_DEPTH = 1_000;
  private static final int NO_OBJECT = -1;
  private static final int HEX_DIGITS = 4;
  private static final String HEX = "0123456789abcdefABCDEF";
  private static final List<String> WORDS = List.of("true", "false", "null");

  private final String text;
  private final Consumer<Scalar> visitor;
  private final Deque<Integer> open = new ArrayDeque<>();
  private int objects;
  private int at;

  private JsonScan(String text, Consumer<Scalar> visitor) {
    this.text = text;
    this.visitor = visitor;
  }

  /**
   * A value that holds no other, or a key.
   *
   * @param end after the last character; quotes are part of it
   * @param object which object it is a key of, in the order in which they open; negative for values
   */
  record Scalar(int start, int end, boolean isString, int object) {
    boolean isKey() {
      return object >= 0;
    }
  }

  /** Whether a text is one object or array and nothing else. */
  static boolean isContainer(String text) {
    var scan = new JsonScan(text, _ -> {});
    scan.space();
    return (scan.sees('{') || scan.sees('[')) && scan.document();
  }

  /** Shows all scalars of such a text, in their order. */
  static void each(String text, Consumer<Scalar> visitor) {
    var scan = new JsonScan(text, visitor);
    scan.space();
    if (!scan.document()) {
      throw new IllegalArgumentException("not a JSON object or array");
    }
  }

  private boolean document() {
    boolean fresh = value() && !open.isEmpty();
    if (!fresh) {
      return false;
    }
    while (!open.isEmpty()) {
      space();
      if (close()) {
        fresh = false;
        continue;
      }
      if (!fresh && !take(',')) {
        return false;
      }
      space();
      if (open.getFirst() != NO_OBJECT && !key()) {
        return false;
      }
      int depth = open.size();
      if (!value()) {
        return false;
      }
      fresh = open.size() > depth;
    }
    space();
    return at == text.length();
  }

  private boolean close() {
    if (!take(open.getFirst() == NO_OBJECT ? ']' : '}')) {
      return false;
    }
    open.pop();
    return true;
  }

  private boolean key() {
    if (!string(open.getFirst())) {
      return false;
    }
    space();
    if (!take(':')) {
      return false;
    }
    space();
    return true;
  }

  /** Reads a scalar, or the start of an object or array. */
  private boolean value() {
    if (sees('{') || sees('[')) {
      open.push(sees('{') ? objects++ : NO_OBJECT);
      at++;
      return open.size() <= MAX_DEPTH;
    }
    // WHY: a string that breaks off is no JSON, whatever could be read where it does.
    return sees('"') ? string(NO_OBJECT) : number() || word();
  }

  private boolean string(int object) {
    int start = at;
    if (!take('"')) {
      return false;
    }
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ' || (c == '\\' && !escape())) {
        return false;
      }
      at++;
    }
    if (!take('"')) {
      return false;
    }
    visitor.accept(new Scalar(start, at, true, object));
    return true;
  }

  /** Goes to the last character of an escape. */
  private boolean escape() {
    at++;
    if (at == text.length() || "\"\\/bfnrtu".indexOf(text.charAt(at)) < 0) {
      return false;
    }
    for (int i = text.charAt(at) == 'u' ? HEX_DIGITS : 0; i > 0; i--) {
      at++;
      if (at == text.length() || HEX.indexOf(text.charAt(at)) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    int start = at;
    if (!numeral()) {
      // What begins as a number and is none must not go on as something else.
      at = start;
      return false;
    }
    visitor.accept(new Scalar(start, at, false, NO_OBJECT));
    return true;
  }

  private boolean numeral() {
    skip('-');
    if (!take('0') && !digits()) {
      return false;
    }
    if (take('.') && !digits()) {
      return false;
    }
    if (take('e') || take('E')) {
      skip(sees('+') ? '+' : '-');
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean word() {
    for (String word : WORDS) {
      if (text.startsWith(word, at)) {
        visitor.accept(new Scalar(at, at + word.length(), false, NO_OBJECT));
        at += word.length();
        return true;
      }
    }
    return false;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void skip(char c) {
    if (sees(c)) {
      at++;
    }
  }

  private boolean take(char c) {
    if (!sees(c)) {
      return false;
    }
    at++;
    return true;
  }
}
