package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.engine.redaction.TextRewrite;
import dev.keeptrail.engine.redaction.TextRewrite.Position;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rules that put texts in the place of others, in typed form: what both rewriting kinds share. Only
 * what stands in a text as the pattern says is rewritten, not what merely reads like it.
 */
public record Rewriting(List<Edit> edits) {
  private static final int MAX_NAME = 100;
  private static final int MAX_REPLACEMENT = 2_000;
  private static final String LABEL = "REWRITTEN";

  public Rewriting {
    edits = List.copyOf(edits);
  }

  /** One rule. */
  public record Edit(String name, String pattern, TextRewrite rewrite) {}

  static Setting setting(String what) {
    return Fields.blockList(
        "rules",
        "what is rewritten in " + what + "; all rules look at the text as it came",
        Set.of("name", "pattern", "replacement"),
        Fields.limit("name", new SettingType.Text(MAX_NAME), "what traces call the rule"),
        Fields.limit(
            "pattern",
            new SettingType.Regex(),
            "what is rewritten, matched without regard to case"),
        Fields.limit(
            "replacement",
            new SettingType.Text(MAX_REPLACEMENT),
            "the text that is put in, as it is written: `$` stands for itself"),
        Fields.choice(
            "position",
            Position.words(),
            Position.REPLACE.word(),
            "whether it takes the place of the match, or stands before or behind it"));
  }

  static Rewriting of(Settings settings) {
    List<Edit> edits = new ArrayList<>();
    for (Settings rule : settings.list("rules")) {
      edits.add(
          new Edit(
              rule.text("name"),
              rule.text("pattern"),
              new TextRewrite(
                  Position.valueOf(rule.text("position").toUpperCase(Locale.ROOT)),
                  rule.text("replacement"))));
    }
    return new Rewriting(edits);
  }

  /** Rewrites what the constraints let through. */
  PolicyLowering lower(LoweringContext context, String code, Constraint... where) {
    List<UserPattern> patterns = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    Map<String, TextRewrite> rewrites = new LinkedHashMap<>();
    for (int at = 0; at < edits.size(); at++) {
      Edit edit = edits.get(at);
      String category = context.ownCategory("rule", at);
      List<Constraint> constraints = new ArrayList<>(List.of(where));
      // WHY: in other readings of a text, what was found is not what stands there.
      constraints.add(new Constraint.Equal("view", View.PLAIN.word()));
      patterns.add(new UserPattern(category, LABEL, edit.pattern()));
      rewrites.put(category, edit.rewrite());
      rules.add(
          Rule.of(
              (at + 1) + "." + edit.name(),
              List.of(
                  Conditions.finding(List.of(category), constraints.toArray(Constraint[]::new))),
              new Effect.Redact(code)));
    }
    return new PolicyLowering(
        new ScanRequest(Set.of(), patterns, List.of()),
        rules,
        MarkerStyle.rewriting(rewrites),
        null);
  }
}
