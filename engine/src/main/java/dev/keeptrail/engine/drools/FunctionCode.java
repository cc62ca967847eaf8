package dev.keeptrail.engine.drools;

import static dev.keeptrail.engine.drools.Operations.UNDEFINED;
import static dev.keeptrail.engine.drools.SessionFact.numberOf;
import static dev.keeptrail.engine.drools.SessionFact.textOf;

import dev.keeptrail.engine.value.NumberText;
import dev.keeptrail.engine.value.TextLimits;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What functions make of arguments that are there. */
final class FunctionCode {
  private FunctionCode() {}

  static @Nullable Object call(Function function, Value[] arguments) {
    Value first = arguments[0];
    return switch (function) {
      case LOWER ->
          first instanceof Value.Text(String t) ? textOf(t.toLowerCase(Locale.ROOT)) : UNDEFINED;
      case UPPER ->
          first instanceof Value.Text(String t) ? textOf(t.toUpperCase(Locale.ROOT)) : UNDEFINED;
      case TRIM -> first instanceof Value.Text(String t) ? textOf(t.strip()) : UNDEFINED;
      case LENGTH -> first instanceof Value.Text(String t) ? numberOf(t.length()) : UNDEFINED;
      case NUMBER -> first instanceof Value.Text(String t) ? number(t) : UNDEFINED;
      case STARTS_WITH ->
          first instanceof Value.Text(String t) && arguments[1] instanceof Value.Text(String start)
              ? new Value.Truth(t.startsWith(start))
              : UNDEFINED;
      case ENDS_WITH ->
          first instanceof Value.Text(String t) && arguments[1] instanceof Value.Text(String end)
              ? new Value.Truth(t.endsWith(end))
              : UNDEFINED;
      case SPLIT ->
          first instanceof Value.Text(String t) && arguments[1] instanceof Value.Text(String by)
              ? split(t, by)
              : UNDEFINED;
      case REPLACE ->
          first instanceof Value.Text(String t)
                  && arguments[1] instanceof Value.Text(String sought)
                  && arguments[2] instanceof Value.Text(String replacement)
              ? replace(t, sought, replacement)
              : UNDEFINED;
      case JOIN ->
          first instanceof Value.Sequence(List<Value> items)
                  && arguments[1] instanceof Value.Text(String between)
              ? join(items, between)
              : UNDEFINED;
      case SIZE ->
          first instanceof Value.Sequence(List<Value> items) ? numberOf(items.size()) : UNDEFINED;
      case FIRST ->
          first instanceof Value.Sequence(List<Value> items) ? element(items, 0) : UNDEFINED;
      case LAST ->
          first instanceof Value.Sequence(List<Value> items)
              ? element(items, items.size() - 1)
              : UNDEFINED;
      case ABS -> first instanceof Value.Decimal(double n) ? numberOf(Math.abs(n)) : UNDEFINED;
      case ROUND -> first instanceof Value.Decimal(double n) ? numberOf(round(n)) : UNDEFINED;
      case TEXT -> first instanceof Value.Decimal(double n) ? textOf(NumberText.of(n)) : UNDEFINED;
    };
  }

  private static Object number(String text) {
    var number = NumberText.parse(text);
    return number.isPresent() ? numberOf(number.getAsDouble()) : UNDEFINED;
  }

  /** Halves go up. Adding a half first would be one rounding too many. */
  private static double round(double number) {
    double nearest = Math.rint(number);
    return number - nearest == 0.5 ? nearest + 1 : nearest;
  }

  private static @Nullable Object element(List<Value> items, int at) {
    if (items.isEmpty() || items.get(at) instanceof Value.Nothing) {
      return null;
    }
    return items.get(at);
  }

  private static Value split(String text, String separator) {
    List<Value> parts = new ArrayList<>();
    int from = 0;
    if (!separator.isEmpty()) {
      for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
        parts.add(textOf(text.substring(from, at)));
        from = at + separator.length();
      }
    }
    parts.add(textOf(text.substring(from)));
    return new Value.Sequence(parts);
  }

  private static Object replace(String text, String sought, String replacement) {
    if (sought.isEmpty()) {
      return textOf(text);
    }
    var made = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, from)) {
      made.append(text, from, at).append(replacement);
      from = at + sought.length();
      if (made.length() > TextLimits.MAX_MADE) {
        return UNDEFINED;
      }
    }
    made.append(text, from, text.length());
    return made.length() > TextLimits.MAX_MADE ? UNDEFINED : textOf(made.toString());
  }

  private static Object join(List<Value> items, String between) {
    var made = new StringBuilder();
    boolean tooLong = false;
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Value.Text(String text))) {
        return UNDEFINED;
      }
      if (!tooLong) {
        made.append(i == 0 ? "" : between).append(text);
        tooLong = made.length() > TextLimits.MAX_MADE;
      }
    }
    return tooLong ? UNDEFINED : textOf(made.toString());
  }
}
