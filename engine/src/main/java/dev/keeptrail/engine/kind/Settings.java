package dev.keeptrail.engine.kind;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a policy block by dotted path. A path without a value gives the schema's
 * default.
 *
 * <p>All readers throw {@link IllegalArgumentException} naming the path when the value has another
 * type or a required one is missing; a checked plan never does that.
 */
public final class Settings {
  private final List<Setting> schema;
  private final PlanValue.Mapping values;

  public Settings(KindSchema schema, PlanValue.Mapping values) {
    this(schema.settings(), values);
  }

  private Settings(List<Setting> schema, PlanValue.Mapping values) {
    this.schema = schema;
    this.values = values;
  }

  public String text(String path) {
    return optionalText(path).orElseThrow(() -> missing(path));
  }

  public Optional<String> optionalText(String path) {
    PlanValue value = find(path);
    if (value == null) {
      return Optional.empty();
    }
    String text = textOf(path, value);
    if (typeOf(path) instanceof SettingType.Choice choice && !choice.words().contains(text)) {
      throw missing(path);
    }
    return Optional.of(text);
  }

  public boolean bool(String path) {
    return optionalBool(path).orElseThrow(() -> missing(path));
  }

  /** A switch that may be left out. */
  public Optional<Boolean> optionalBool(String path) {
    return switch (find(path)) {
      case PlanValue.Bool(boolean value) -> Optional.of(value);
      case null -> Optional.empty();
      default -> throw missing(path);
    };
  }

  public int integer(String path) {
    if (find(path) instanceof PlanValue.Int(long value)) {
      return Math.toIntExact(value);
    }
    throw missing(path);
  }

  /** A decimal; a whole number is one too. */
  public double decimal(String path) {
    return optionalDecimal(path).orElseThrow(() -> missing(path));
  }

  /** A decimal that may be left out. */
  public OptionalDouble optionalDecimal(String path) {
    return switch (find(path)) {
      case PlanValue.Decimal(double value) -> OptionalDouble.of(value);
      case PlanValue.Int(long value) -> OptionalDouble.of((double) value);
      case null -> OptionalDouble.empty();
      default -> throw missing(path);
    };
  }

  public List<String> texts(String path) {
    return textsOf(path, find(path));
  }

  public Map<String, String> textMap(String path) {
    if (find(path) instanceof PlanValue.Mapping(Map<String, PlanValue> entries)) {
      Map<String, String> texts = new LinkedHashMap<>();
      entries.forEach((key, value) -> texts.put(key, textOf(path, value)));
      return texts;
    }
    throw missing(path);
  }

  public Map<String, List<String>> textsMap(String path) {
    if (find(path) instanceof PlanValue.Mapping(Map<String, PlanValue> entries)) {
      Map<String, List<String>> lists = new LinkedHashMap<>();
      entries.forEach((key, value) -> lists.put(key, textsOf(path, value)));
      return lists;
    }
    throw missing(path);
  }

  /** A list of whole numbers. */
  public List<Long> numbers(String path) {
    if (find(path) instanceof PlanValue.Sequence(List<PlanValue> items)) {
      List<Long> numbers = new ArrayList<>();
      for (PlanValue item : items) {
        if (!(item instanceof PlanValue.Int(long number))) {
          throw missing(path);
        }
        numbers.add(number);
      }
      return numbers;
    }
    throw missing(path);
  }

  /** A list that may be left out, where an empty one means something else. */
  public Optional<List<String>> optionalTexts(String path) {
    return Optional.ofNullable(find(path)).map(value -> textsOf(path, value));
  }

  /** A whole number that may be left out. */
  public OptionalInt optionalInteger(String path) {
    return switch (find(path)) {
      case PlanValue.Int(long value) -> OptionalInt.of(Math.toIntExact(value));
      case null -> OptionalInt.empty();
      default -> throw missing(path);
    };
  }

  /** The blocks under names of the author's own, each to be read by paths of its own. */
  public Map<String, Settings> blocks(String path) {
    if (find(path) instanceof PlanValue.Mapping(Map<String, PlanValue> entries)
        && typeOf(path) instanceof SettingType.MapOf(SettingType.Block(var fields, _), _)) {
      Map<String, Settings> blocks = new LinkedHashMap<>();
      entries.forEach((name, value) -> {
        if (!(value instanceof PlanValue.Mapping block)) {
          throw missing(path);
        }
        blocks.put(name, new Settings(fields, block));
      });
      return blocks;
    }
    throw missing(path);
  }

  /** The blocks of a list, each to be read by paths of its own. */
  public List<Settings> list(String path) {
    if (find(path) instanceof PlanValue.Sequence(List<PlanValue> items)
        && typeOf(path) instanceof SettingType.ListOf(SettingType.Block(var fields, _), _)) {
      return items.stream()
          .map(item -> {
            if (!(item instanceof PlanValue.Mapping block)) {
              throw missing(path);
            }
            return new Settings(fields, block);
          })
          .toList();
    }
    throw missing(path);
  }

  /** Whatever the plan holds, where it may be left out. */
  public Optional<PlanValue> optionalValue(String path) {
    return Optional.ofNullable(find(path));
  }

  /** A mapping as the plan holds it. */
  public Map<String, PlanValue> documents(String path) {
    if (find(path) instanceof PlanValue.Mapping(Map<String, PlanValue> entries)) {
      return entries;
    }
    throw missing(path);
  }

  public Optional<SecretRef> secret(String path) {
    return switch (find(path)) {
      case PlanValue.Secret(SecretRef ref) -> Optional.of(ref);
      case PlanValue.Mapping read ->
          Optional.of(SecretRef.of(read).orElseThrow(() -> missing(path)));
      case null -> Optional.empty();
      default -> throw missing(path);
    };
  }

  private @Nullable PlanValue find(String path) {
    PlanValue value = values;
    List<Setting> fields = schema;
    PlanValue fallback = null;
    for (String name : path.split("\\.", -1)) {
      Setting field = field(path, fields, name);
      fields =
          field.type() instanceof SettingType.Block(List<Setting> nested, _) ? nested : List.of();
      fallback = field.defaultValue();
      value = value instanceof PlanValue.Mapping(var entries) ? entries.get(name) : null;
    }
    return value == null ? fallback : value;
  }

  private SettingType typeOf(String path) {
    List<Setting> fields = schema;
    SettingType type = new SettingType.Block(schema);
    for (String name : path.split("\\.", -1)) {
      type = field(path, fields, name).type();
      fields = type instanceof SettingType.Block(List<Setting> nested, _) ? nested : List.of();
    }
    return type;
  }

  private static Setting field(String path, List<Setting> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no setting `" + path + "`"));
  }

  private static List<String> textsOf(String path, @Nullable PlanValue value) {
    if (value instanceof PlanValue.Sequence(List<PlanValue> items)) {
      return items.stream().map(item -> textOf(path, item)).toList();
    }
    throw missing(path);
  }

  private static String textOf(String path, PlanValue value) {
    if (value instanceof PlanValue.Text(String text)) {
      return text;
    }
    throw missing(path);
  }

  private static IllegalArgumentException missing(String path) {
    return new IllegalArgumentException("setting `" + path + "` has no usable value");
  }
}
