package dev.keeptrail.language.diff;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import org.jspecify.annotations.Nullable;

/** Values of settings as JSON on one line. A secret shows where it is found, never what it is. */
public final class SettingText {
  private SettingText() {}

  static @Nullable String of(@Nullable String text) {
    return text == null ? null : JsonWriter.compact().value(text).toString();
  }

  static @Nullable String of(@Nullable SecretRef secret) {
    return secret == null ? null : of(new PlanValue.Secret(secret));
  }

  /** A value on one line. */
  public static String of(PlanValue value) {
    JsonWriter json = JsonWriter.compact();
    PlanJson.writeValue(value, json);
    return json.toString();
  }
}
