package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.value.NumberText;
import dev.keeptrail.engine.value.TextLimits;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The functions of the language over values that are there. */
final class Functions {
  private static final Outcome UNDEFINED = new Outcome.Undefined();

  private Functions() {}

  static Outcome call(Function function, List<Value> arguments) {
    return switch (function) {
      case SIZE, FIRST, LAST, JOIN ->
          arguments.getFirst() instanceof Value.Sequence(var items)
              ? ofList(function, items, arguments)
              : UNDEFINED;
      case ABS, ROUND, TEXT ->
          arguments.getFirst() instanceof Value.Decimal(double number)
              ? ofNumber(function, number)
              : UNDEFINED;
      case LOWER, UPPER, TRIM, LENGTH, STARTS_WITH, ENDS_WITH, REPLACE, SPLIT, NUMBER -> {
        List<String> texts = texts(arguments);
        yield texts.size() == arguments.size() ? ofTexts(function, texts) : UNDEFINED;
      }
    };
  }

  private static Outcome ofTexts(Function function, List<String> texts) {
    String text = texts.getFirst();
    return switch (function) {
      case LOWER -> text(text.toLowerCase(Locale.ROOT));
      case UPPER -> text(text.toUpperCase(Locale.ROOT));
      case TRIM -> text(text.strip());
      case LENGTH -> ExprInterpreter.number(text.length());
      case STARTS_WITH -> truth(text.startsWith(texts.get(1)));
      case ENDS_WITH -> truth(text.endsWith(texts.get(1)));
      case REPLACE -> replace(text, texts.get(1), texts.get(2));
      case SPLIT -> new Outcome.Known(Value.Sequence.texts(split(text, texts.get(1))));
      case NUMBER -> {
        OptionalDouble number = NumberText.parse(text);
        yield number.isPresent() ? ExprInterpreter.number(number.getAsDouble()) : UNDEFINED;
      }
      case JOIN, SIZE, FIRST, LAST, ABS, ROUND, TEXT ->
          throw new IllegalArgumentException("no function of texts: " + function.word());
    };
  }

  private static Outcome ofNumber(Function function, double number) {
    return switch (function) {
      case ABS -> ExprInterpreter.number(Math.abs(number));
      case ROUND -> {
        double below = Math.floor(number);
        yield ExprInterpreter.number(number - below >= 0.5 ? below + 1 : below);
      }
      case TEXT -> text(NumberText.of(number));
      case LOWER,
          UPPER,
          TRIM,
          LENGTH,
          STARTS_WITH,
          ENDS_WITH,
          REPLACE,
          SPLIT,
          JOIN,
          SIZE,
          FIRST,
          LAST,
          NUMBER ->
          throw new IllegalArgumentException("no function of a number: " + function.word());
    };
  }

  private static Outcome ofList(Function function, List<Value> items, List<Value> arguments) {
    return switch (function) {
      case SIZE -> ExprInterpreter.number(items.size());
      case FIRST ->
          items.isEmpty() ? new Outcome.Missing() : ExprInterpreter.known(items.getFirst());
      case LAST -> items.isEmpty() ? new Outcome.Missing() : ExprInterpreter.known(items.getLast());
      case JOIN -> {
        List<String> texts = texts(items);
        yield texts.size() == items.size()
                && arguments.get(1) instanceof Value.Text(String separator)
            ? made(join(texts, separator))
            : UNDEFINED;
      }
      case LOWER,
          UPPER,
          TRIM,
          LENGTH,
          STARTS_WITH,
          ENDS_WITH,
          REPLACE,
          SPLIT,
          ABS,
          ROUND,
          NUMBER,
          TEXT ->
          throw new IllegalArgumentException("no function of a list: " + function.word());
    };
  }

  /** Nothing to replace in an empty text: there is no occurrence of it that could be told apart. */
  private static Outcome replace(String text, String sought, String replacement) {
    return sought.isEmpty() ? text(text) : made(join(split(text, sought), replacement));
  }

  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = separator.isEmpty() ? -1 : text.indexOf(separator);
    while (at >= 0) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** The text, or null when it would be too long. */
  private static @Nullable String join(List<String> texts, String separator) {
    long length = (long) separator.length() * Math.max(0, texts.size() - 1);
    for (String text : texts) {
      length += text.length();
    }
    return length > TextLimits.MAX_MADE ? null : String.join(separator, texts);
  }

  private static Outcome made(@Nullable String text) {
    return text == null ? UNDEFINED : text(text);
  }

  private static List<String> texts(List<Value> values) {
    List<String> texts = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof Value.Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Outcome text(String text) {
    return new Outcome.Known(new Value.Text(text));
  }

  private static Outcome truth(boolean truth) {
    return new Outcome.Known(new Value.Truth(truth));
  }
}
