package dev.keeptrail.language.lint;

import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kinds with the settings that lint knows by name. */
public final class LintKinds {
  private static final Setting FUZZY =
      Setting.of("fuzzy_matching", new SettingType.Bool(), new PlanValue.Bool(false), "");
  private static final Setting DISTANCE =
      Setting.of("max_distance", new SettingType.Int(0, 8), new PlanValue.Int(1), "");

  public static final PackSchema SCHEMA =
      new PackSchema(
          List.of(
              kind("audit-logger"),
              kind("prompt-injection", block("response", action("block", "flag"), text("message"))),
              kind(
                  "pii-detector",
                  action("redact", "block"),
                  list("entities", new SettingType.Text(50)),
                  Setting.of("pci_mode", new SettingType.Bool(), new PlanValue.Bool(true), ""),
                  block("redaction", text("marker_format"))),
              kind(
                  "dlp-filter",
                  list("detect_patterns", new SettingType.Regex()),
                  list("blocked_terms", new SettingType.Text(50)),
                  action("redact", "block"),
                  FUZZY,
                  DISTANCE),
              kind(
                  "entity-list-filter",
                  list("blocked_entities", new SettingType.Text(50)),
                  action("block"),
                  FUZZY,
                  DISTANCE),
              kind(
                  "agent-firewall",
                  list("allowed_tools", new SettingType.Text(50)),
                  list("blocked_tools", new SettingType.Text(50))),
              kind(
                  "data-routing-policy",
                  Setting.of(
                      "require_zero_data_retention",
                      new SettingType.Bool(),
                      new PlanValue.Bool(false),
                      "")),
              kind(
                  "flagged-review",
                  block(
                      "provider",
                      text("endpoint"),
                      text("model"),
                      Setting.of("secret_key_ref", new SettingType.SecretReference(), null, ""))),
              kind(
                  "request-rewriter",
                  list(
                      "rules",
                      new SettingType.Block(
                          List.of(
                              text("name"),
                              Setting.of("pattern", new SettingType.Regex(), null, ""),
                              text("replacement"))))),
              kind("tool-validation", list("declared_tools", new SettingType.Text(50)), schemas()),
              kind(PolicyDecl.RULES)),
          List.of(
              "pii.card",
              "pii.email",
              "pii.name",
              "pii.national_id",
              "pii.ssn",
              "injection.override",
              "secret.aws"));

  private LintKinds() {}

  private static Setting action(String... words) {
    return Setting.of(
        "action", new SettingType.Choice(List.of(words)), new PlanValue.Text(words[0]), "");
  }

  private static Setting schemas() {
    return Setting.of(
        "schemas",
        new SettingType.MapOf(new SettingType.Document(2_000, true), 200),
        new PlanValue.Mapping(Map.of()),
        "");
  }

  private static Setting text(String name) {
    return Setting.of(name, new SettingType.Text(100), null, "");
  }

  private static Setting list(String name, SettingType element) {
    return Setting.of(
        name, new SettingType.ListOf(element, 100), new PlanValue.Sequence(List.of()), "");
  }

  private static Setting block(String name, Setting... fields) {
    return Setting.of(name, new SettingType.Block(List.of(fields)), null, "");
  }

  private static KindSchema kind(String name, Setting... settings) {
    return new KindSchema(name, Set.of(Phase.values()), List.of(settings), Map.of(), "");
  }
}
