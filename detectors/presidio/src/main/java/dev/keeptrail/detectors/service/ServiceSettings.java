package dev.keeptrail.detectors.service;

import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What every detector that asks a service takes, and how the service is asked then. Stateless. */
public final class ServiceSettings {
  private static final int MAX_VERSION = 64;
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final List<DetectorSetting> SHARED =
      List.of(
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

  private ServiceSettings() {}

  /** The settings, behind those of the detector's own. */
  public static List<DetectorSetting> after(List<DetectorSetting> own) {
    return Stream.concat(own.stream(), SHARED.stream()).toList();
  }

  /**
   * The service that the settings speak of.
   *
   * @param address that is checked, and named in the settings
   * @param endpoint that is asked
   * @throws UnusableDetectorException when texts must not be sent there
   */
  public static JsonService open(DetectorSettings settings, URI address, URI endpoint)
      throws UnusableDetectorException {
    ServiceAddress.check(address, settings.flag("allow_unencrypted").orElse(false));
    return new JsonService(
        endpoint,
        settings.secret("secret_key_ref").orElse(null),
        settings.whole("max_requests").orElse(8L).intValue(),
        settings.whole("max_response_bytes").orElse(1_048_576L).intValue(),
        settings.whole("request_timeout_ms").map(Duration::ofMillis).orElse(null),
        settings.wayOut());
  }

  /** What findings carry as the version of the detector. */
  public static String version(DetectorSettings settings) {
    return settings.text("version").orElse("1");
  }
}
