package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds exchanges back until a person has looked: all answers, or those about listed subjects. */
public final class HumanOversight implements PolicyKind<HumanOversight.Config> {
  static final String APPROVAL = "human_oversight.approval_required";
  static final String BLOCKED = "human_oversight.blocked";

  /** Every answer, whatever it says. */
  private static final String EVERYTHING = "*";

  private static final String USER = "user:";
  private static final String TEAM = "team:";
  private static final int MAX_ASSIGNEE = 200;
  private static final int MAX_TIMEOUT_SECONDS = 31_536_000;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "human-oversight",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.words(
                  "require_human_for",
                  subjects(),
                  "what a person must look at before it goes on: categories, each with everything"
                      + " under it; `*` holds back every answer"),
              Fields.choice(
                  "action",
                  List.of("escalate", "block"),
                  "escalate",
                  "`escalate` waits for a person, `block` refuses"),
              Fields.probability(
                  "confidence_threshold", 0.5, "how sure a detector must be of what it found"),
              Fields.limit(
                  "default_assignee",
                  new SettingType.Text(MAX_ASSIGNEE),
                  "who is to look: `user:name`, `team:name`, or the name of a team alone"),
              Fields.limit(
                  "timeout_seconds",
                  new SettingType.Int(1, MAX_TIMEOUT_SECONDS),
                  "how long a decision may take, and how long an approval is good for; without it,"
                      + " what the gateway says")),
          Codes.of(
              APPROVAL,
              "a person must look first",
              BLOCKED,
              "a person would have to look first, and `action` is `block`",
              "human_oversight.clean",
              "nothing that a person must look at",
              "human_oversight.fault",
              "a detector that the policy needs failed"),
          "holds requests and answers back until a person has looked at them");

  private static List<String> subjects() {
    Set<String> subjects = new TreeSet<>(PersonalCategories.names());
    subjects.addAll(
        List.of(
            EVERYTHING,
            "code",
            "exfiltration",
            "injection",
            "leak",
            "marking",
            "profanity",
            "secret",
            "tool"));
    return List.copyOf(subjects);
  }

  /**
   * The block in typed form.
   *
   * @param everything whether all answers are held back
   * @param categories what is held back besides
   */
  public record Config(
      boolean everything,
      List<String> categories,
      boolean block,
      double threshold,
      Optional<String> assignee) {
    public Config {
      categories = List.copyOf(categories);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    List<String> subjects = settings.texts("require_human_for");
    return new Config(
        subjects.contains(EVERYTHING),
        subjects.stream().filter(subject -> !subject.equals(EVERYTHING)).distinct().toList(),
        settings.text("action").equals("block"),
        settings.decimal("confidence_threshold"),
        settings.optionalText("default_assignee").filter(name -> !name.isBlank()));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Effect effect =
        config.block()
            ? new Effect.Block(BLOCKED)
            : new Effect.Escalate(
                Template.of(APPROVAL), null, assignee(config.assignee().orElse(null)));
    List<Rule> rules = new ArrayList<>();
    if (config.everything()) {
      var answer = new Constraint.Equal("phase", Phase.OUTPUT.word());
      rules.add(
          Rule.of(
              "every-answer", List.of(Condition.match(FactType.REQUEST, List.of(answer))), effect));
    }
    if (!config.categories().isEmpty()) {
      var sure = new Constraint.AtLeast("score", config.threshold());
      rules.add(Rule.of("subject", List.of(Conditions.finding(config.categories(), sure)), effect));
    }
    var scan = new ScanRequest(new LinkedHashSet<>(config.categories()), List.of(), List.of());
    return PolicyLowering.of(scan, rules);
  }

  private static @Nullable Assignee assignee(@Nullable String name) {
    if (name == null) {
      return null;
    }
    if (name.startsWith(USER)) {
      return new Assignee(Assignee.Kind.USER, name.substring(USER.length()).strip());
    }
    String team = name.startsWith(TEAM) ? name.substring(TEAM.length()) : name;
    return new Assignee(Assignee.Kind.TEAM, team.strip());
  }
}
