package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.engine.redaction.TextRewrite;
import dev.keeptrail.engine.redaction.TextRewrite.Position;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the kinds for answers that advise people share: sentences that stand before such an answer,
 * unless it holds them already, and patterns that no answer may hold.
 */
public record Advising(List<String> blockedPatterns, List<String> disclaimers) {
  /** Each asks for a pattern of the rule that looks whether they are there. */
  private static final int MAX_DISCLAIMERS = 5;

  private static final int MAX_LENGTH = 1_000;
  private static final String PARTED = "\n\n";

  public Advising {
    blockedPatterns = List.copyOf(blockedPatterns);
    disclaimers = List.copyOf(disclaimers);
  }

  /**
   * One kind.
   *
   * @param category what its detector calls advice
   * @param root what its reason codes begin with
   */
  record Kind(String category, String root) {
    String blocked() {
      return root + ".blocked";
    }

    String disclaimer() {
      return root + ".disclaimer_added";
    }

    String advice() {
      return root + ".advice";
    }

    String clean() {
      return root + ".clean";
    }

    String fault() {
      return root + ".fault";
    }
  }

  static Setting patterns() {
    return Fields.patterns(
        "blocked_patterns",
        "regular expressions, matched without regard to case; an answer with a match is blocked");
  }

  static Setting disclaimers(String usual) {
    return Setting.of(
        "required_disclaimers",
        new SettingType.ListOf(new SettingType.Text(MAX_LENGTH), MAX_DISCLAIMERS),
        new PlanValue.Sequence(List.of(new PlanValue.Text(usual))),
        "what is put before an answer that advises, each as a paragraph; with an empty list, advice"
            + " is recorded and passes as it is");
  }

  static Advising of(Settings settings) {
    return new Advising(
        settings.texts("blocked_patterns"),
        settings.texts("required_disclaimers").stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList());
  }

  /**
   * Blocks what is listed, and puts the disclaimers before advice.
   *
   * @param sure how sure it must be that an answer advises
   * @param further rules that stand before those on disclaimers
   */
  PolicyLowering lower(Kind kind, double sure, List<Rule> further, LoweringContext context) {
    List<Rule> rules = new ArrayList<>();
    if (!blockedPatterns.isEmpty()) {
      rules.add(
          Rule.of(
              "blocked-pattern",
              List.of(Conditions.under(context.ownCategory("pattern"))),
              new Effect.Block(kind.blocked())));
    }
    rules.addAll(further);
    Condition.Match advice = advice(kind, sure);
    List<TermList> present = new ArrayList<>();
    if (disclaimers.isEmpty()) {
      rules.add(Rule.of("advice", List.of(advice), new Effect.Flag(kind.advice())));
    } else {
      List<Pattern> all = new ArrayList<>();
      for (int at = 0; at < disclaimers.size(); at++) {
        String category = context.ownCategory("disclaimer", at);
        present.add(new TermList(category, "DISCLAIMER", List.of(disclaimers.get(at)), 0, false));
        all.add(
            new Pattern(
                0,
                FactType.FINDING,
                List.of(
                    new Constraint.Equal(FactSchema.CATEGORY, category),
                    new Constraint.Equal("channel", Channel.CONTENT.word()),
                    new Constraint.Joined("message", 0, "message"))));
      }
      rules.add(
          Rule.of(
              "disclaimer",
              List.of(advice, new Condition.Absent(all)),
              new Effect.Redact(kind.disclaimer())));
    }
    var text = new TextRewrite(Position.PREPEND, String.join(PARTED, disclaimers) + PARTED);
    return new PolicyLowering(
        new ScanRequest(
            new LinkedHashSet<>(Set.of(kind.category())),
            Terms.patterns(context, "BLOCKED", blockedPatterns),
            present),
        rules,
        disclaimers.isEmpty()
            ? MarkerStyle.LABEL
            : MarkerStyle.rewriting(Map.of(kind.category(), text)),
        null);
  }

  /** The answer advises, in so many words. */
  static Condition.Match advice(Kind kind, double sure) {
    return Conditions.finding(
        List.of(kind.category()),
        new Constraint.AtLeast("score", sure),
        new Constraint.Equal("channel", Channel.CONTENT.word()),
        new Constraint.Equal("view", View.PLAIN.word()));
  }
}
