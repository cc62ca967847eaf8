package dev.keeptrail.detectors.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a setting must be. Bounds are inclusive; a default of null leaves the setting
 * out.
 */
public sealed interface SettingShape {
  record Text(int maxLength, @Nullable String byDefault) implements SettingShape {}

  record Flag(boolean byDefault) implements SettingShape {}

  record Whole(long min, long max, @Nullable Long byDefault) implements SettingShape {}

  record Decimal(double min, double max, @Nullable Double byDefault) implements SettingShape {}

  /** One of a closed list of words. */
  record Choice(List<String> words, @Nullable String byDefault) implements SettingShape {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** A list of texts, by default an empty one. */
  record Texts(int maxSize) implements SettingShape {}

  /** A mapping of texts to texts, by default an empty one. */
  record Words(int maxSize) implements SettingShape {}

  /** The address of a service: HTTP or HTTPS, without user, password, query and fragment. */
  record Address() implements SettingShape {}

  /** A reference to a secret; the detector gets what it refers to. */
  record Secret() implements SettingShape {}
}
