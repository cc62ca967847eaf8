package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.service.JsonService;
import dev.keeptrail.detectors.service.ServiceAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What both providers take, and the detector that comes of it. */
final class ServiceSettings {
  private static final int MAX_SUBJECTS = 500;
  private static final int MAX_VERSION = 64;
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private ServiceSettings() {}

  /** The settings, behind those of the provider's own. */
  static List<DetectorSetting> after(DetectorSetting... own) {
    return Stream.concat(Stream.of(own), shared().stream()).toList();
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
            "opinions below it are left out"),
        DetectorSetting.optional(
            "secret_key_ref", new SettingShape.Secret(), "a key that is sent as bearer token"),
        DetectorSetting.optional(
            "allow_unencrypted",
            new SettingShape.Flag(false),
            "whether texts may be sent by `http` to another machine"),
        DetectorSetting.optional(
            "request_timeout_ms",
            new SettingShape.Whole(1, 60_000, null),
            "how long one request may take; without it only `timeout_ms` counts"),
        DetectorSetting.optional(
            "max_requests", new SettingShape.Whole(1, 256, 8L), "requests at the same time"),
        DetectorSetting.optional(
            "max_response_bytes",
            new SettingShape.Whole(1_024, MAX_BYTES, 1_048_576L),
            "a longer answer counts as a failure"),
        DetectorSetting.optional(
            "version",
            new SettingShape.Text(MAX_VERSION, "1"),
            "what findings carry; change it when the service starts to find otherwise"));
  }

  /**
   * The detector.
   *
   * @param usual categories where the settings name none
   * @throws UnusableDetectorException when the address must not be asked, or there are no
   *     categories
   */
  static ModerationDetector open(
      DetectorSettings settings, URI endpoint, Wire wire, Map<String, String> usual)
      throws UnusableDetectorException {
    ServiceAddress.check(endpoint, settings.flag("allow_unencrypted").orElse(false));
    Map<String, String> named = settings.words("categories");
    Map<String, String> categories = named.isEmpty() ? usual : named;
    if (categories.isEmpty()) {
      throw new UnusableDetectorException("`categories` names none, so nothing would be reported");
    }
    var service =
        new JsonService(
            endpoint,
            settings.secret("secret_key_ref").orElse(null),
            settings.whole("max_requests").orElse(8L).intValue(),
            settings.whole("max_response_bytes").orElse(1_048_576L).intValue(),
            settings.whole("request_timeout_ms").map(Duration::ofMillis).orElse(null));
    return new ModerationDetector(
        wire,
        service,
        categories,
        settings.decimal("score_threshold").orElse(0.5),
        settings.text("version").orElse("1"));
  }
}
