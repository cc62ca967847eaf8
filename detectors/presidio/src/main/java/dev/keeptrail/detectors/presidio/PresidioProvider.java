package dev.keeptrail.detectors.presidio;

import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Declaration;
import dev.keeptrail.detectors.plugin.DetectorProvider;
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

/** Makes detectors that ask a service in the wire format of the Presidio analyzer. */
public final class PresidioProvider implements DetectorProvider {
  private static final int MAX_TYPES = 500;
  private static final int MAX_LANGUAGE = 16;
  private static final int MAX_VERSION = 64;
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  @Override
  public String name() {
    return "presidio";
  }

  @Override
  public String doc() {
    return "asks a service that speaks the wire format of the Presidio analyzer";
  }

  @Override
  public List<DetectorSetting> settings() {
    return List.of(
        DetectorSetting.required(
            "base_url", new SettingShape.Address(), "where the service is; `/analyze` is added"),
        DetectorSetting.optional(
            "language",
            new SettingShape.Text(MAX_LANGUAGE, "en"),
            "the language the service is told"),
        DetectorSetting.optional(
            "entities",
            new SettingShape.Words(MAX_TYPES),
            "the entity types to ask for, each with the category it is reported as"),
        DetectorSetting.optional(
            "score_threshold",
            new SettingShape.Decimal(0, 1, 0.5),
            "findings below it are left out"),
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

  @Override
  public BatchDetector open(DetectorSettings settings) throws UnusableDetectorException {
    URI address = settings.address("base_url").orElseThrow();
    boolean unencrypted = settings.flag("allow_unencrypted").orElse(false);
    ServiceAddress.check(address, unencrypted);
    Map<String, String> entities = settings.words("entities");
    for (String type : entities.keySet()) {
      if (!Declaration.isLabel(type)) {
        throw new UnusableDetectorException(
            "`entities` has `%s`, which is no entity type".formatted(type));
      }
    }
    var question =
        new Question(
            settings.text("language").orElse("en"),
            entities.isEmpty() ? EntityTypes.usual() : entities,
            settings.decimal("score_threshold").orElse(0.5));
    var service =
        new JsonService(
            URI.create(address + "/analyze"),
            settings.secret("secret_key_ref").orElse(null),
            settings.whole("max_requests").orElse(8L).intValue(),
            settings.whole("max_response_bytes").orElse(1_048_576L).intValue(),
            settings.whole("request_timeout_ms").map(Duration::ofMillis).orElse(null));
    return new PresidioDetector(question, service, settings.text("version").orElse("1"));
  }
}
