package dev.keeptrail.language.diff;

import dev.keeptrail.language.json.JsonWriter;
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
    write(value, json);
    return json.toString();
  }

  /** A value where a document has room for one. */
  public static void write(PlanValue value, JsonWriter json) {
    switch (value) {
      case PlanValue.Text text -> json.value(text.value());
      case PlanValue.Bool bool -> json.value(bool.value());
      case PlanValue.Int number -> json.value(number.value());
      case PlanValue.Decimal number -> json.value(number.value());
      case PlanValue.Secret(SecretRef secret) -> {
        json.beginObject();
        switch (secret) {
          case SecretRef.Env env -> json.name("env").value(env.name());
          case SecretRef.File file -> json.name("file").value(file.path());
          case SecretRef.Store store -> json.name("store").value(store.name());
          case SecretRef.Literal _ -> json.name("literal").value(true);
        }
        json.endObject();
      }
      case PlanValue.Sequence sequence -> {
        json.beginArray();
        sequence.items().forEach(item -> write(item, json));
        json.endArray();
      }
      case PlanValue.Mapping mapping -> {
        json.beginObject();
        mapping.entries().forEach((key, item) -> write(item, json.name(key)));
        json.endObject();
      }
    }
  }
}
