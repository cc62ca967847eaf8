package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.util.List;
import java.util.Map;

/** Makes detectors that ask a service of one's own. */
public final class WebhookProvider implements DetectorProvider {
  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String doc() {
    return "asks a service of your own, in a format of a few lines";
  }

  @Override
  public List<DetectorSetting> settings() {
    return ModerationSettings.after(
        DetectorSetting.required("base_url", new SettingShape.Address(), "what is asked"));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) throws UnusableDetectorException {
    return ModerationSettings.open(
        settings, settings.address("base_url").orElseThrow(), _ -> new WebhookWire(), Map.of());
  }
}
