package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes detectors that ask OpenAI's moderations, or a service that speaks like it. */
public final class OpenAiModerationProvider implements DetectorProvider {
  private static final int MAX_MODEL = 200;
  private static final String USUAL_MODEL = "omni-moderation-latest";

  /** The subjects that OpenAI's reference lists. */
  private static final List<String> SUBJECTS =
      List.of(
          "harassment",
          "harassment/threatening",
          "hate",
          "hate/threatening",
          "illicit",
          "illicit/violent",
          "self-harm",
          "self-harm/instructions",
          "self-harm/intent",
          "sexual",
          "sexual/minors",
          "violence",
          "violence/graphic");

  @Override
  public String name() {
    return "openai-moderation";
  }

  @Override
  public String doc() {
    return "asks OpenAI's moderations, or a service that speaks like it";
  }

  @Override
  public List<DetectorSetting> settings() {
    return ModerationSettings.after(
        DetectorSetting.required(
            "base_url",
            new SettingShape.Address(),
            "where the API is, such as `https://api.openai.com/v1`; `/moderations` is added"),
        DetectorSetting.optional(
            "model", new SettingShape.Text(MAX_MODEL, USUAL_MODEL), "the model that is asked"));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) throws UnusableDetectorException {
    URI base = settings.address("base_url").orElseThrow();
    return ModerationSettings.open(
        settings,
        URI.create(base + "/moderations"),
        subjects -> new OpenAiWire(settings.text("model").orElse(USUAL_MODEL), subjects),
        usual());
  }

  private static Map<String, String> usual() {
    Map<String, String> categories = new LinkedHashMap<>();
    for (String subject : SUBJECTS) {
      categories.put(subject, "plugin.moderation." + subject.replace('/', '.').replace('-', '_'));
    }
    return categories;
  }
}
