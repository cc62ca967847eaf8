package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.PlanValue;
import java.util.List;

/** What every entry of a detectors file takes, whatever its provider. */
public final class DetectorEntrySettings {
  public static final String NAME = "name";
  public static final String PROVIDER = "provider";
  public static final String TIMEOUT = "timeout_ms";
  public static final String CONCURRENCY = "max_concurrency";
  public static final String SOURCES = "sources";

  private static final int MAX_SOURCES = 16;

  private DetectorEntrySettings() {}

  /**
   * The settings.
   *
   * @param sources the words for where a text comes from
   */
  public static List<Setting> of(List<String> sources) {
    return List.of(
        Setting.of(NAME, new SettingType.Text(64), null, "what findings and faults call it"),
        Setting.of(PROVIDER, new SettingType.Text(64), null, "what sort of detector it is"),
        Setting.of(
            TIMEOUT,
            new SettingType.Int(1, 60_000),
            new PlanValue.Int(1_000),
            "how long one scan waits for it; after that it counts as failed"),
        Setting.of(
            CONCURRENCY,
            new SettingType.Int(1, 256),
            new PlanValue.Int(4),
            "how many scans it works for at the same time; others wait"),
        Setting.of(
            SOURCES,
            new SettingType.ListOf(new SettingType.Choice(sources), MAX_SOURCES),
            null,
            "the texts it gets to see; all when left out"));
  }
}
