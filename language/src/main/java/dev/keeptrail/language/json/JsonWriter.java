package dev.keeptrail.language.json;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value, either on one line or indented by two spaces. Whatever a terminal could
 * take as a command, or a reader could not see, is written as an escape. For one thread; misuse
 * such as a name outside an object is the caller's bug and is not checked.
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<Boolean> emptyLevels = new ArrayDeque<>();
  private final boolean indented;
  private boolean afterName;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  public static JsonWriter compact() {
    return new JsonWriter(false);
  }

  public static JsonWriter indented() {
    return new JsonWriter(true);
  }

  public JsonWriter beginObject() {
    return begin('{');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  public JsonWriter beginArray() {
    return begin('[');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  public JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(indented ? ": " : ":");
    afterName = true;
    return this;
  }

  /** A string, or {@code null}. */
  public JsonWriter value(@Nullable String value) {
    separate();
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  public JsonWriter value(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  public JsonWriter value(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** A finite number. */
  public JsonWriter value(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a JSON number is finite");
    }
    separate();
    out.append(value);
    return this;
  }

  /** The number in all its digits, without an exponent. */
  public JsonWriter value(BigDecimal value) {
    separate();
    out.append(value.toPlainString());
    return this;
  }

  /** What was written; one whole value once every object and array is closed. */
  @Override
  public String toString() {
    return out.toString();
  }

  private JsonWriter begin(char bracket) {
    separate();
    out.append(bracket);
    emptyLevels.push(true);
    return this;
  }

  private JsonWriter end(char bracket) {
    boolean empty = emptyLevels.pop();
    if (!empty) {
      newLine();
    }
    out.append(bracket);
    return this;
  }

  private void separate() {
    if (afterName) {
      afterName = false;
      return;
    }
    if (emptyLevels.isEmpty()) {
      return;
    }
    if (!emptyLevels.pop()) {
      out.append(',');
    }
    emptyLevels.push(false);
    newLine();
  }

  private void newLine() {
    if (indented) {
      out.append('\n').repeat("  ", emptyLevels.size());
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> appendVisible(c);
      }
    }
    out.append('"');
  }

  private void appendVisible(char c) {
    if (UnsafeCharacters.isUnsafe(c)) {
      out.append("\\u");
      String digits = Integer.toHexString(c);
      out.repeat('0', 4 - digits.length()).append(digits);
    } else {
      out.append(c);
    }
  }
}
