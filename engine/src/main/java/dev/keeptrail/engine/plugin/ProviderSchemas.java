package dev.keeptrail.engine.plugin;

import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.language.kind.DetectorSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the language's terms which settings a provider takes. */
final class ProviderSchemas {
  private static final int MAX_TEXT = 4_096;
  private static final int MAX_ADDRESS = 2_000;

  private ProviderSchemas() {}

  static DetectorSchema of(DetectorProvider provider) {
    List<Setting> settings =
        provider.settings().stream()
            .map(setting ->
                Setting.of(
                    setting.name(),
                    type(setting.shape()),
                    byDefault(setting.shape()),
                    setting.doc()))
            .toList();
    Set<String> required =
        provider.settings().stream()
            .filter(DetectorSetting::required)
            .map(DetectorSetting::name)
            .collect(Collectors.toSet());
    return new DetectorSchema(provider.name(), settings, required, provider.doc());
  }

  private static SettingType type(SettingShape type) {
    return switch (type) {
      case SettingShape.Text(int maxLength, _) -> new SettingType.Text(maxLength);
      case SettingShape.Flag _ -> new SettingType.Bool();
      case SettingShape.Whole(long min, long max, _) -> new SettingType.Int(min, max);
      case SettingShape.Decimal(double min, double max, _) -> new SettingType.Decimal(min, max);
      case SettingShape.Choice(List<String> words, _) -> new SettingType.Choice(words);
      case SettingShape.Texts(int size) ->
          new SettingType.ListOf(new SettingType.Text(MAX_TEXT), size);
      case SettingShape.Words(int size) ->
          new SettingType.MapOf(new SettingType.Text(MAX_TEXT), size);
      case SettingShape.Address _ -> new SettingType.Text(MAX_ADDRESS);
      case SettingShape.Secret _ -> new SettingType.SecretReference();
    };
  }

  private static @Nullable PlanValue byDefault(SettingShape type) {
    return switch (type) {
      case SettingShape.Text(_, String value) -> value == null ? null : new PlanValue.Text(value);
      case SettingShape.Flag(boolean value) -> new PlanValue.Bool(value);
      case SettingShape.Whole(_, _, Long value) -> value == null ? null : new PlanValue.Int(value);
      case SettingShape.Decimal(_, _, Double value) ->
          value == null ? null : new PlanValue.Decimal(value);
      case SettingShape.Choice(_, String value) -> value == null ? null : new PlanValue.Text(value);
      case SettingShape.Texts _,
          SettingShape.Words _,
          SettingShape.Address _,
          SettingShape.Secret _ ->
          null;
    };
  }
}
