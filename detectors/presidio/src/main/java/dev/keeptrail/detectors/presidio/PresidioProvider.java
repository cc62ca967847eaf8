package dev.keeptrail.detectors.presidio;

import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Declaration;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.service.JsonService;
import dev.keeptrail.detectors.service.ServiceSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Makes detectors that ask a service in the wire format of the Presidio analyzer. */
public final class PresidioProvider implements DetectorProvider {
  private static final int MAX_TYPES = 500;
  private static final int MAX_LANGUAGE = 16;

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
    return ServiceSettings.after(
        List.of(
            DetectorSetting.required(
                "base_url",
                new SettingShape.Address(),
                "where the service is; `/analyze` is added"),
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
                "findings below it are left out")));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) throws UnusableDetectorException {
    URI address = settings.address("base_url").orElseThrow();
    JsonService service = ServiceSettings.open(settings, address, URI.create(address + "/analyze"));
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
    return new PresidioDetector(question, service, ServiceSettings.version(settings));
  }
}
