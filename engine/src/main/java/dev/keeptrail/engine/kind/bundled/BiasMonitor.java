package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Stops answers that judge people, or shut them out, for a protected characteristic. */
public final class BiasMonitor implements PolicyKind<BiasMonitor.Config> {
  static final String BLOCKED = "bias_monitor.blocked";
  static final String REVIEW = "bias_monitor.review";

  private static final double DEFAULT_THRESHOLD = 0.85;

  private static final Set<String> ALWAYS =
      Set.of("bias.age", "bias.disability", "bias.gender", "bias.race", "bias.religion");

  /** Characteristics beyond those whose groups are known too, by the words for them. */
  private static final Map<String, String> FURTHER =
      Map.ofEntries(
          Map.entry("nationality", "bias.nationality"),
          Map.entry("national_origin", "bias.nationality"),
          Map.entry("immigration_status", "bias.nationality"),
          Map.entry("sexual_orientation", "bias.sexual_orientation"),
          Map.entry("orientation", "bias.sexual_orientation"),
          Map.entry("pregnancy", "bias.pregnancy"),
          Map.entry("maternity", "bias.pregnancy"),
          Map.entry("race", "bias.race"),
          Map.entry("ethnicity", "bias.race"),
          Map.entry("skin_color", "bias.race"),
          Map.entry("gender", "bias.gender"),
          Map.entry("sex", "bias.gender"),
          Map.entry("gender_identity", "bias.gender"),
          Map.entry("religion", "bias.religion"),
          Map.entry("belief", "bias.religion"),
          Map.entry("disability", "bias.disability"),
          Map.entry("age", "bias.age"));

  /** What shuts people out or calls them less, for groups that are not known. */
  private static final List<String> JUDGEMENTS = ResourceLines.of("judgements.txt");

  private static final KindSchema SCHEMA =
      new KindSchema(
          "bias-monitor",
          Set.of(Phase.OUTPUT),
          List.of(
              Fields.texts(
                  "protected_characteristics",
                  List.of(),
                  "characteristics besides race, gender, religion, disability and age: `nationality`,"
                      + " `sexual_orientation` and `pregnancy` stand for their groups, any other word"
                      + " for itself, such as `veterans`"),
              Fields.probability(
                  "threshold",
                  DEFAULT_THRESHOLD,
                  "how plain the judgement must be: 0.95 shuts people out, 0.9 calls them less, 0.7"
                      + " says what all of them are like"),
              Fields.choice(
                  "action",
                  List.of("block", "escalate"),
                  "block",
                  "`block` refuses the answer, `escalate` holds it back for a person")),
          Codes.of(
              BLOCKED,
              "the answer judges people for a protected characteristic",
              REVIEW,
              "the same, and `action` is `escalate`",
              "bias_monitor.clean",
              "no such judgement was found",
              "bias_monitor.fault",
              "a detector that the policy needs failed"),
          "stops answers that judge people for a protected characteristic");

  /**
   * The block in typed form.
   *
   * @param words characteristics whose groups are not known
   */
  public record Config(
      Set<String> categories, List<String> words, double threshold, boolean escalates) {
    public Config {
      categories = Set.copyOf(categories);
      words = List.copyOf(words);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    Set<String> categories = new LinkedHashSet<>(ALWAYS);
    Set<String> words = new LinkedHashSet<>();
    for (String said : settings.texts("protected_characteristics")) {
      String word = said.strip().toLowerCase(Locale.ROOT);
      String known = FURTHER.get(word.replace(' ', '_').replace('-', '_'));
      if (known != null) {
        categories.add(known);
      } else if (!word.isEmpty()) {
        words.add(word.replace('_', ' '));
      }
    }
    return new Config(
        categories,
        List.copyOf(words),
        settings.decimal("threshold"),
        settings.text("action").equals("escalate"));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Effect effect = config.escalates() ? new Effect.Escalate(REVIEW) : new Effect.Block(BLOCKED);
    List<String> categories = config.categories().stream().sorted().toList();
    var plain = new Constraint.AtLeast("score", config.threshold());
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.of("judgement", List.of(Conditions.finding(categories, plain)), effect));
    List<UserPattern> patterns = new ArrayList<>();
    for (String word : config.words()) {
      for (String judgement : JUDGEMENTS) {
        String[] parts = judgement.split("\\s+", 2);
        if (Double.parseDouble(parts[0]) >= config.threshold()) {
          patterns.add(
              new UserPattern(
                  context.ownCategory("judgement", patterns.size()),
                  "BIAS",
                  parts[1].replace("{group}", "\\b\\Q" + word.replace("\\E", "") + "\\E\\b")));
        }
      }
    }
    if (!patterns.isEmpty()) {
      rules.add(
          Rule.of(
              "own-judgement",
              List.of(Conditions.under(context.ownCategory("judgement"))),
              effect));
    }
    return PolicyLowering.of(
        new ScanRequest(new LinkedHashSet<>(categories), patterns, List.of()), rules);
  }
}
