package dev.keeptrail.engine.value;

import dev.keeptrail.language.json.UnsafeCharacters;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.Locale;
import java.util.Map;

/**
 * Values as templates show them: bounded, on one line, and without characters that drive a terminal
 * or hide text.
 */
public final class ShownValue {
  public static final String MISSING = "(missing)";
  public static final String UNDEFINED = "(undefined)";

  private static final char REPLACEMENT = '\uFFFD';
  private static final char ELLIPSIS = '\u2026';

  private final StringBuilder text = new StringBuilder();

  private ShownValue() {}

  /** The value in a message, a replacement or a tag. */
  public static String of(Value value) {
    var shown = new ShownValue();
    if (value instanceof Value.Text(String text)) {
      shown.addText(text);
    } else {
      shown.add(value);
    }
    return shown.cut();
  }

  /** What a template showed, in the form that a piece of a reason code has. */
  public static String inReasonCode(String shown) {
    String word =
        switch (shown) {
          case MISSING -> "missing";
          case UNDEFINED -> "undefined";
          default -> shown.toLowerCase(Locale.ROOT);
        };
    var code = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
      code.append(fits ? c : '_');
    }
    return code.toString();
  }

  private void add(Value value) {
    if (isFull()) {
      return;
    }
    switch (value) {
      case Value.Text(String inner) -> {
        text.append('"');
        addQuoted(inner);
        text.append('"');
      }
      case Value.Decimal(double number) -> text.append(NumberText.of(number));
      case Value.Truth(boolean truth) -> text.append(truth);
      case Value.Nothing _ -> text.append("null");
      case Value.Sequence(var items) -> {
        String separator = "[";
        for (Value item : items) {
          text.append(separator);
          separator = ",";
          add(item);
          if (isFull()) {
            return;
          }
        }
        text.append(items.isEmpty() ? "[]" : "]");
      }
      case Value.Mapping(var entries) -> {
        String separator = "{";
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          text.append(separator).append('"');
          separator = ",";
          addQuoted(entry.getKey());
          text.append("\":");
          add(entry.getValue());
          if (isFull()) {
            return;
          }
        }
        text.append(entries.isEmpty() ? "{}" : "}");
      }
    }
  }

  private void addText(String value) {
    for (int i = 0; i < value.length() && !isFull(); i++) {
      addUnit(value, i);
    }
  }

  private void addQuoted(String value) {
    for (int i = 0; i < value.length() && !isFull(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      addUnit(value, i);
    }
  }

  private void addUnit(String value, int at) {
    char c = value.charAt(at);
    boolean lone =
        Character.isHighSurrogate(c)
            ? at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1))
            : Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    text.append(lone || UnsafeCharacters.isUnsafe(c) ? REPLACEMENT : c);
  }

  private boolean isFull() {
    return text.length() > Template.MAX_VALUE;
  }

  private String cut() {
    if (!isFull()) {
      return text.toString();
    }
    int end = Template.MAX_VALUE;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
