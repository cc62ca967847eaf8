package dev.keeptrail.language;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.kind.ValueCheck;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kinds to check packs against, with one setting of each type between them. */
public final class SampleKinds {
  private static final SettingType BOOL = new SettingType.Bool();
  private static final PlanValue TRUE = new PlanValue.Bool(true);
  private static final PlanValue FALSE = new PlanValue.Bool(false);
  private static final PlanValue NONE = new PlanValue.Sequence(List.of());

  public static final List<KindSchema> ALL =
      List.of(promptInjection(), piiDetector(), dlpFilter(), auditLogger());

  private SampleKinds() {}

  /** One that has something against values: a consent's header must not have a space in it. */
  public static KindSchema gdprCompliance() {
    return kind(
            "gdpr-compliance",
            Setting.of("consent_header", new SettingType.Text(100), new PlanValue.Text("x-c"), ""))
        .checking(values ->
            values.entries().get("consent_header") instanceof PlanValue.Text(String header)
                    && header.contains(" ")
                ? Optional.of(new ValueCheck.Fault("consent_header", "no name of a header"))
                : Optional.empty());
  }

  private static KindSchema promptInjection() {
    return kind(
        "prompt-injection",
        block(
            "detection",
            new Setting(
                "embedding_threshold",
                new SettingType.Decimal(0, 1),
                new PlanValue.Decimal(0.8),
                "score from which a text counts as an attack",
                List.of("embedding_threshold", "threshold"),
                false),
            new Setting(
                "attack_patterns",
                new SettingType.ListOf(new SettingType.Regex(), 200),
                NONE,
                "own patterns",
                List.of("attack_patterns"),
                false)),
        block("encoding", Setting.of("decode_base64", BOOL, TRUE, "")),
        block(
            "response",
            new Setting(
                "action",
                new SettingType.Choice(List.of("block", "escalate", "flag")),
                new PlanValue.Text("block"),
                "",
                List.of("action"),
                false),
            Setting.of("message", new SettingType.Text(100), null, ""),
            Setting.of("key", new SettingType.SecretReference(), null, "")));
  }

  private static KindSchema piiDetector() {
    return kind(
        "pii-detector",
        Setting.of(
            "action",
            new SettingType.Choice(List.of("redact", "block")),
            new PlanValue.Text("redact"),
            ""),
        Setting.of("healthcare_mode", BOOL, FALSE, ""),
        Setting.of(
            "detect_patterns",
            new SettingType.ListOf(
                new SettingType.Regex(Map.of("email", "e-mail addresses are found without it")), 3),
            NONE,
            ""),
        block(
            "redaction",
            Setting.of(
                "marker_format",
                new SettingType.Choice(List.of("label", "asterisk", "partial", "hash")),
                new PlanValue.Text("label"),
                ""),
            Setting.of(
                "custom_markers",
                new SettingType.MapOf(new SettingType.Text(20), 2),
                PlanValue.Mapping.EMPTY,
                "")));
  }

  private static KindSchema dlpFilter() {
    return kind(
        "dlp-filter",
        Setting.of(
            "blocked_terms", new SettingType.ListOf(new SettingType.Text(50), 1_000), NONE, ""),
        Setting.of("max_distance", new SettingType.Int(0, 8), new PlanValue.Int(1), ""));
  }

  private static KindSchema auditLogger() {
    return kind(
        "audit-logger",
        new Setting("immutable", BOOL, TRUE, "integrity belongs to the ledger", List.of(), true),
        new Setting(
            "retention_days",
            new SettingType.Int(1, 36_500),
            null,
            "retention belongs to the ledger",
            List.of(),
            true));
  }

  private static Setting block(String name, Setting... fields) {
    return setting(name, new SettingType.Block(List.of(fields)), null);
  }

  private static Setting setting(String name, SettingType type, @Nullable PlanValue value) {
    return Setting.of(name, type, value, "");
  }

  private static KindSchema kind(String name, Setting... settings) {
    return new KindSchema(name, Set.of(Phase.INPUT), List.of(settings), Map.of(), "");
  }
}
