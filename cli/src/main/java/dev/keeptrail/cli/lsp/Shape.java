package dev.keeptrail.cli.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a parameter must look like: as much of it as this server reads. */
sealed interface Shape {
  /** What is wrong with a value, if anything; the path is what it is called in the answer. */
  Optional<String> fault(JsonElement value, String path);

  record Text() implements Shape {
    @Override
    public Optional<String> fault(JsonElement value, String path) {
      boolean fits = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
      return fits ? Optional.empty() : wrong(path, "a text");
    }
  }

  record Flag() implements Shape {
    @Override
    public Optional<String> fault(JsonElement value, String path) {
      boolean fits = value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
      return fits ? Optional.empty() : wrong(path, "`true` or `false`");
    }
  }

  /** A whole number of 32 bits; a place may be before the first line, which counts as there. */
  record Whole() implements Shape {
    @Override
    public Optional<String> fault(JsonElement value, String path) {
      return isWhole(value) ? Optional.empty() : wrong(path, "a whole number");
    }
  }

  record Items(Shape each) implements Shape {
    @Override
    public Optional<String> fault(JsonElement value, String path) {
      if (!value.isJsonArray()) {
        return wrong(path, "a list");
      }
      List<JsonElement> items = value.getAsJsonArray().asList();
      for (int i = 0; i < items.size(); i++) {
        Optional<String> fault = each.fault(items.get(i), path + "[" + i + "]");
        if (fault.isPresent()) {
          return fault;
        }
      }
      return Optional.empty();
    }
  }

  /** An object; what is optional may also be null. Other members are not looked at. */
  record Members(Map<String, Shape> required, Map<String, Shape> optional) implements Shape {
    @Override
    public Optional<String> fault(JsonElement value, String path) {
      return value.isJsonObject()
          ? fault(value.getAsJsonObject(), required, path, true)
              .or(() -> fault(value.getAsJsonObject(), optional, path, false))
          : wrong(path, "an object");
    }

    private static Optional<String> fault(
        JsonObject object, Map<String, Shape> members, String path, boolean needed) {
      return members.entrySet().stream()
          // WHY: a map of constants has another order in each process; this names `uri` before
          // `text`.
          .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
          .flatMap(member -> {
            JsonElement value = object.get(member.getKey());
            String name = path + "." + member.getKey();
            if (value == null || value instanceof JsonNull) {
              return needed ? missing(name).stream() : Optional.<String>empty().stream();
            }
            return member.getValue().fault(value, name).stream();
          })
          .findFirst();
    }
  }

  static Optional<String> missing(String path) {
    return Optional.of("`%s` is missing".formatted(path));
  }

  private static Optional<String> wrong(String path, String expected) {
    return Optional.of("`%s` is not %s".formatted(path, expected));
  }

  /** Whether a value is a whole number of 32 bits. */
  static boolean isWhole(JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      return false;
    }
    try {
      BigDecimal number = value.getAsBigDecimal();
      // WHY: looked at before it is made exact, which would write out an exponent of nine digits.
      return number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
          && number.stripTrailingZeros().scale() <= 0;
    } catch (NumberFormatException tooLong) {
      return false;
    }
  }
}
