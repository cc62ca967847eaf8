package dev.keeptrail.conformance;

import dev.keeptrail.language.kind.SettingType;

/** A setting as the only one of its block, in YAML's flow form. */
final class WrittenSetting {
  private WrittenSetting() {}

  static String of(DeclaredSetting declared, String value) {
    var text = new StringBuilder();
    var end = new StringBuilder();
    for (String step : declared.path().split("\\.", -1)) {
      if (step.endsWith("[]")) {
        text.append(" {").append(step.replace("[]", "")).append(": [");
        end.insert(0, "]}");
      } else {
        text.append(" {").append(step.equals("<name>") ? "some" : step).append(':');
        end.insert(0, '}');
      }
    }
    return text.append(' ').append(value).append(end).toString();
  }

  /** What may be written there, if anything may. */
  static String value(DeclaredSetting declared) {
    return value(declared.setting().type());
  }

  private static String value(SettingType type) {
    return switch (type) {
      case SettingType.Bool _ -> "true";
      case SettingType.Int range -> Long.toString(range.max());
      case SettingType.Decimal range -> Double.toString(range.max());
      case SettingType.OneNumber numbers -> Long.toString(numbers.numbers().getFirst());
      case SettingType.Choice choice -> choice.words().getFirst();
      case SettingType.SecretReference _ -> "{env: SOME_KEY}";
      case SettingType.Text _, SettingType.Regex _, SettingType.Unavailable _ -> "some";
      case SettingType.Document _, SettingType.MapOf _, SettingType.Block _ -> "{}";
      case SettingType.ListOf _ -> "[]";
    };
  }
}
