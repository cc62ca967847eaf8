package dev.keeptrail.detectors.plugin;

import java.util.Set;

/**
 * One setting of a provider, as an author writes it into a detectors file.
 *
 * @param name lower-case words with underscores
 * @param required whether an entry must have it
 * @param doc one sentence for whoever writes the file
 */
public record DetectorSetting(String name, SettingShape shape, boolean required, String doc) {
  /** Settings that every entry has, whatever its provider. */
  public static final Set<String> RESERVED =
      Set.of("name", "provider", "timeout_ms", "max_concurrency", "sources");

  public DetectorSetting {
    if (name.isBlank() || RESERVED.contains(name)) {
      throw new IllegalArgumentException("not a name for a setting: " + name);
    }
  }

  public static DetectorSetting required(String name, SettingShape shape, String doc) {
    return new DetectorSetting(name, shape, true, doc);
  }

  public static DetectorSetting optional(String name, SettingShape shape, String doc) {
    return new DetectorSetting(name, shape, false, doc);
  }
}
