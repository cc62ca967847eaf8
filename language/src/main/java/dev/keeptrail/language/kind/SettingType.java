package dev.keeptrail.language.kind;

import java.util.List;

/** The type of one setting of a policy kind; what the checker holds a pack's value against. */
public sealed interface SettingType {
  /** A string of at most {@code maxLength} UTF-16 units. */
  record Text(int maxLength) implements SettingType {}

  record Bool() implements SettingType {}

  /** A whole number, bounds inclusive. */
  record Int(long min, long max) implements SettingType {}

  /** A finite decimal number, bounds inclusive. */
  record Decimal(double min, double max) implements SettingType {}

  /** One of a closed list of words. */
  record Choice(List<String> words) implements SettingType {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** A regular expression that the linear-time engine (RE2 syntax) accepts. */
  record Regex() implements SettingType {}

  /**
   * An object that names a secret and never holds one: {@code {env: NAME}} or {@code {file: path}}.
   */
  record SecretReference() implements SettingType {}

  /** A list whose elements share one type, of at most {@code maxSize} elements. */
  record ListOf(SettingType element, int maxSize) implements SettingType {}

  /** A mapping from free keys to values of one type. */
  record MapOf(SettingType value, int maxSize) implements SettingType {}

  /** A nested block with fields of its own. */
  record Block(List<Setting> fields) implements SettingType {
    public Block {
      fields = List.copyOf(fields);
    }
  }
}
