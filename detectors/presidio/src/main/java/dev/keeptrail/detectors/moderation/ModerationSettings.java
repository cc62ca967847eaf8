package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.service.JsonService;
import dev.keeptrail.detectors.service.ServiceSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What both providers take, and the detector that comes of it. */
final class ModerationSettings {
  private static final int MAX_SUBJECTS = 500;

  private ModerationSettings() {}

  /** The settings, behind those of the provider's own. */
  static List<DetectorSetting> after(DetectorSetting... own) {
    return ServiceSettings.after(Stream.concat(Stream.of(own), shared().stream()).toList());
  }

  private static List<DetectorSetting> shared() {
    return List.of(
        DetectorSetting.optional(
            "categories",
            new SettingShape.Words(MAX_SUBJECTS),
            "the service's own words, each with the category that it is reported as"),
        DetectorSetting.optional(
            "score_threshold",
            new SettingShape.Decimal(0, 1, 0.5),
            "opinions below it are left out"));
  }

  /**
   * The detector.
   *
   * @param wire how a service is asked about these subjects
   * @param usual categories where the settings name none
   * @throws UnusableDetectorException when the address must not be asked, or there are no
   *     categories
   */
  static ModerationDetector open(
      DetectorSettings settings,
      URI endpoint,
      Function<Set<String>, Wire> wire,
      Map<String, String> usual)
      throws UnusableDetectorException {
    JsonService service = ServiceSettings.open(settings, endpoint, endpoint);
    Map<String, String> named = settings.words("categories");
    Map<String, String> categories = named.isEmpty() ? usual : named;
    if (categories.isEmpty()) {
      throw new UnusableDetectorException("`categories` names none, so nothing would be reported");
    }
    return new ModerationDetector(
        wire.apply(categories.keySet()),
        service,
        categories,
        settings.decimal("score_threshold").orElse(0.5),
        ServiceSettings.version(settings));
  }
}
