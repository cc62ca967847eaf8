package dev.keeptrail.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.layer.Weakenings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is compared between layers are settings that there are. */
final class ComparedSettingsTest {
  @Test
  void everyPathIsOneOfItsKind() {
    Map<String, KindSchema> kinds =
        PolicyKinds.installed().schemas().stream()
            .collect(Collectors.toMap(KindSchema::name, Function.identity()));

    Weakenings.paths()
        .forEach((kind, paths) -> {
          KindSchema schema = kinds.get(kind);
          assertThat(schema).as(kind).isNotNull();
          List<Setting> settings = Objects.requireNonNull(schema).settings();
          assertThat(paths)
              .allSatisfy(path -> assertThat(leads(settings, path)).as(kind + path).isTrue());
        });
  }

  private static boolean leads(List<Setting> fields, List<String> path) {
    return fields.stream()
        .filter(field -> field.name().equals(path.getFirst()))
        .anyMatch(field -> leads(field.type(), path.subList(1, path.size())));
  }

  private static boolean leads(SettingType type, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    return switch (type) {
      case SettingType.Block(var fields, var _) -> leads(fields, path);
      case SettingType.MapOf(var value, var _) ->
          path.getFirst().equals("*") && leads(value, path.subList(1, path.size()));
      default -> false;
    };
  }
}
