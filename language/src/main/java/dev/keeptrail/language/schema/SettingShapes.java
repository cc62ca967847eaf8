package dev.keeptrail.language.schema;

import dev.keeptrail.language.check.Names;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** From the settings that the checks hold a pack against to shapes. */
final class SettingShapes {
  private SettingShapes() {}

  /** The settings as a mapping, older spellings included. */
  static Shape.Fields fields(List<Setting> settings) {
    List<Field> fields = new ArrayList<>();
    settings.stream()
        .filter(setting -> !(setting.type() instanceof SettingType.Unavailable))
        .forEach(setting -> fields.add(field(setting)));
    for (Setting setting : settings) {
      addAliases(setting.name(), setting, fields);
    }
    return new Shape.Fields(fields, List.of());
  }

  static Shape shape(SettingType type) {
    return switch (type) {
      case SettingType.Text text -> Shape.Text.upTo(text.maxLength());
      case SettingType.Bool _ -> new Shape.Truth();
      case SettingType.Int range -> new Shape.Whole(range.min(), range.max());
      case SettingType.Decimal range -> new Shape.Decimal(range.min(), range.max());
      case SettingType.Choice choice ->
          new Shape.Words(
              choice.words().stream().map(word -> new Word(word, "")).toList(), choice.needs());
      case SettingType.Regex _ -> new Shape.Regex();
      case SettingType.SecretReference _ -> secretReference();
      case SettingType.Document document when !document.mapping() -> new Shape.Anything();
      case SettingType.Document document ->
          new Shape.Entries(new Shape.Anything(), document.maxValues());
      case SettingType.OneNumber numbers ->
          new Shape.Whole(Collections.min(numbers.numbers()), Collections.max(numbers.numbers()));
      case SettingType.Unavailable _ -> new Shape.Anything();
      case SettingType.ListOf list -> new Shape.Items(shape(list.element()), 0, list.maxSize());
      case SettingType.MapOf map -> new Shape.Entries(shape(map.value()), map.maxSize());
      case SettingType.Block block -> block(block);
    };
  }

  private static Shape.Fields block(SettingType.Block block) {
    Shape.Fields shape = fields(block.fields());
    return block.required().isEmpty()
        ? shape
        : new Shape.Fields(
            shape.fields().stream()
                .map(field ->
                    block.required().contains(field.name())
                        ? Field.required(field.name(), field.shape(), field.doc())
                        : field)
                .toList(),
            List.of());
  }

  private static Field field(Setting setting) {
    return new Field(
        setting.name(),
        shape(setting.type()),
        setting.inert() ? joined("has no effect", setting.doc()) : setting.doc(),
        setting.defaultValue(),
        setting.inert() ? Field.Standing.DISCOURAGED : Field.Standing.OPTIONAL);
  }

  /** An alias is a path from the kind's block; the mapping on the way to it may exist already. */
  private static void addAliases(String place, Setting setting, List<Field> fields) {
    for (String alias : setting.aliases()) {
      Field older =
          Field.discouraged("", shape(setting.type()), "older spelling of `%s`".formatted(place));
      insert(fields, List.of(alias.split("\\.", -1)), older);
    }
    if (setting.type() instanceof SettingType.Block block) {
      block.fields().forEach(inner -> addAliases(place + "." + inner.name(), inner, fields));
    }
  }

  private static void insert(List<Field> fields, List<String> path, Field older) {
    String name = path.getFirst();
    if (path.size() == 1) {
      fields.add(Field.discouraged(name, older.shape(), older.doc()));
      return;
    }
    List<String> rest = path.subList(1, path.size());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.name().equals(name) && field.shape() instanceof Shape.Fields block) {
        List<Field> inner = new ArrayList<>(block.fields());
        insert(inner, rest, older);
        Shape.Fields wider = new Shape.Fields(inner, block.oneOf());
        fields.set(i, new Field(name, wider, field.doc(), field.defaultValue(), field.standing()));
        return;
      }
    }
    List<Field> inner = new ArrayList<>();
    insert(inner, rest, older);
    fields.add(Field.discouraged(name, new Shape.Fields(inner, List.of()), older.doc()));
  }

  private static Shape secretReference() {
    Shape variable = new Shape.Text(128, Names.VARIABLE_PATTERN, List.of("OPENAI_API_KEY"));
    Shape name = new Shape.Text(128, Names.ID_PATTERN, List.of("openai-key"));
    Shape file = Shape.Text.upTo(PackSettings.MAX_SECRET_PATH);
    List<Field> keys = new ArrayList<>();
    keys.add(Field.optional("env", variable, "the name of an environment variable"));
    keys.add(Field.optional("file", file, "the path of a file whose content is the secret"));
    keys.add(Field.optional("store", name, "the name that the secret has in `kt secrets list`"));
    return new Shape.Fields(keys, PackSettings.SECRET_KEYS);
  }

  private static String joined(String first, String second) {
    return second.isEmpty() ? first : first + ": " + second;
  }
}
