package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.HashKey;
import dev.keeptrail.engine.redaction.MarkerFormat;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.SecretRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code redaction} block, which several kinds share, in typed form. */
public record Redacting(
    MarkerFormat format,
    boolean includeMetadata,
    boolean preserveLength,
    Map<String, String> customMarkers,
    @Nullable SecretRef hashKey,
    boolean reversible) {
  static Setting block() {
    return Fields.block(
        "redaction",
        "how masked text looks",
        Fields.choice(
            "marker_format",
            new SettingType.Choice(
                MarkerFormat.words(), Map.of(MarkerFormat.HASH.word(), "hash_key_ref")),
            "label",
            "`label` shows the kind of text, `asterisk` nothing, `partial` a small part,"
                + " `hash` a keyed fingerprint, `pseudonym` something that looks like the text and is"
                + " nobody's"),
        Fields.bool(
            "include_metadata",
            true,
            "whether decision events list each masked span with its kind and place"),
        Fields.bool(
            "preserve_length",
            false,
            "brings each marker to the length of the text that it replaces"),
        Fields.markers(
            "custom_markers", "markers of your own, by label or category, such as `email: <mail>`"),
        Fields.secret("hash_key_ref", "where the key of the `hash` format is to be found"),
        Fields.boolBeside(
            "reversible",
            Map.of(
                "marker_format",
                MarkerFormat.reversibleWords(),
                "preserve_length",
                List.of("false")),
            "whether the answer gets back what was masked in the request; labels are numbered"
                + " then"));
  }

  static Redacting of(Settings settings) {
    return new Redacting(
        MarkerFormat.of(settings.text("redaction.marker_format"))
            .orElseThrow(() -> new IllegalArgumentException("unknown marker format")),
        settings.bool("redaction.include_metadata"),
        settings.bool("redaction.preserve_length"),
        settings.textMap("redaction.custom_markers"),
        settings.secret("redaction.hash_key_ref").orElse(null),
        settings.optionalBool("redaction.reversible").orElse(false));
  }

  MarkerStyle markers(LoweringContext context) throws PlanLoadException {
    if (reversible && (!format.canBeReversed() || preserveLength)) {
      throw new PlanLoadException(
          "policy `"
              + context.policy()
              + "` has `redaction.reversible: true`, which goes with `marker_format` "
              + String.join(" or ", MarkerFormat.reversibleWords())
              + " and without `preserve_length`");
    }
    return new MarkerStyle(
        format,
        preserveLength,
        customMarkers,
        format == MarkerFormat.HASH ? key(context) : null,
        includeMetadata,
        reversible);
  }

  private HashKey key(LoweringContext context) throws PlanLoadException {
    if (hashKey == null) {
      throw new PlanLoadException(
          "policy `"
              + context.policy()
              + "` has `redaction.marker_format: hash` and no `redaction.hash_key_ref`; name the"
              + " key, such as `hash_key_ref: {env: REDACTION_KEY}`");
    }
    return HashKey.of(context.secret("redaction.hash_key_ref", hashKey));
  }
}
