package dev.keeptrail.engine.plugin;

import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.plugin.WayOut;
import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.check.DetectorsChecker.CheckedDetector;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one entry of a detectors file says, as its provider takes it. */
final class EntryValues {
  private final SecretSource secrets;
  private final Path folder;
  private final WayOut wayOut;

  EntryValues(SecretSource secrets, Path folder, WayOut wayOut) {
    this.secrets = secrets;
    this.folder = folder;
    this.wayOut = wayOut;
  }

  /**
   * The settings with secrets fetched.
   *
   * @throws UnusableDetectorException when a secret is not where its reference says
   */
  DetectorSettings of(CheckedDetector entry, DetectorProvider provider)
      throws UnusableDetectorException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (DetectorSetting setting : provider.settings()) {
      PlanValue value = entry.settings().entries().get(setting.name());
      if (value != null) {
        values.put(setting.name(), value(setting, value));
      }
    }
    return new DetectorSettings(entry.name(), folder, values, wayOut);
  }

  private Object value(DetectorSetting setting, PlanValue value) throws UnusableDetectorException {
    return switch (value) {
      case PlanValue.Text(String text) when setting.shape() instanceof SettingShape.Address ->
          URI.create(text);
      case PlanValue.Text(String text) -> text;
      case PlanValue.Bool(boolean flag) -> flag;
      case PlanValue.Int(long number) -> number(setting, number);
      case PlanValue.Decimal(double number) -> number;
      case PlanValue.Sequence(List<PlanValue> items) ->
          items.stream().map(EntryValues::text).toList();
      case PlanValue.Mapping(Map<String, PlanValue> entries) -> {
        Map<String, String> words = new LinkedHashMap<>();
        entries.forEach((word, meaning) -> words.put(word, text(meaning)));
        yield words;
      }
      case PlanValue.Secret(SecretRef ref) ->
          secrets
              .resolve(ref)
              .orElseThrow(() ->
                  new UnusableDetectorException(
                      "`%s` refers to a secret that is not there".formatted(setting.name())));
    };
  }

  /** A number without a point may be written where a decimal one is taken. */
  private static Object number(DetectorSetting setting, long number) {
    return setting.shape() instanceof SettingShape.Decimal
        ? (Object) (double) number
        : (Object) number;
  }

  private static String text(PlanValue value) {
    return value instanceof PlanValue.Text(String text) ? text : "";
  }
}
