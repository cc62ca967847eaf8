package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.CapturePlan;
import dev.keeptrail.language.plan.PlanValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is kept for replays: part of the {@code gateway} section, and in YAML also a section of its
 * own. A word alone stands for the mode.
 */
public final class CaptureSettings {
  public static final String NAME = "capture";
  public static final String MODE = "mode";
  public static final String KEY = "key_ref";
  public static final String MAX_KILOBYTES = "max_kilobytes";

  /** The modes, in the order in which they keep more. */
  public static final List<String> MODES =
      Arrays.stream(CaptureMode.values()).map(CaptureMode::word).toList();

  public static final Setting CAPTURE =
      Setting.of(
          NAME,
          new SettingType.Block(fields()),
          null,
          "what is kept of an exchange beside its event, so that `kt replay` can judge it again");

  private CaptureSettings() {}

  private static List<Setting> fields() {
    return List.of(
        Setting.of(
            MODE,
            new SettingType.Choice(MODES, Map.of(CaptureMode.FULL.word(), KEY)),
            new PlanValue.Text(CaptureMode.NONE.word()),
            "`redacted` keeps texts with placeholders for what is sensitive, `full` keeps them as"
                + " they were, sealed"),
        Setting.of(
            KEY,
            new SettingType.SecretReference(),
            null,
            "for `full`: where the key is, 32 bytes in Base64 or hexadecimal digits"),
        Setting.of(
            MAX_KILOBYTES,
            new SettingType.Int(1, CapturePlan.MAX_KILOBYTES),
            new PlanValue.Int(CapturePlan.DEFAULT_KILOBYTES),
            "what is larger is not kept, and cannot be replayed"));
  }
}
