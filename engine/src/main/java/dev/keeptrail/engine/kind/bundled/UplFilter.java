package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.engine.redaction.TextRewrite;
import dev.keeptrail.engine.redaction.TextRewrite.Position;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps answers from advising one person on law, and adds to answers on law that they are none. */
public final class UplFilter implements PolicyKind<UplFilter.Config> {
  static final String BLOCKED = "upl_filter.blocked";
  static final String REWRITTEN = "upl_filter.rewritten";
  static final String DISCLAIMER_ADDED = "upl_filter.disclaimer_added";
  static final String DISCLAIMER_MISSING = "upl_filter.disclaimer_missing";

  /** Itself one of the phrases that count as a disclaimer, so that it is not added twice. */
  private static final String DISCLAIMER =
      "\n\nThis is general information and not legal advice; a licensed lawyer can advise on a"
          + " particular case.";

  private static final String GENERAL =
      "[general information only; a licensed lawyer can advise on a particular case]";

  private static final String ADVICE = "advice";
  private static final String SUBJECT = "subject";
  private static final String SAID = "disclaimer";
  private static final String END = "end";
  private static final String PATTERN = "pattern";
  private static final String LABEL = "ADVICE";

  /** The last character of a text, unless what it ends may be JSON, where no text fits behind. */
  private static final String LAST = "[^\\s}\\]]\\s*$";

  private static final Constraint ANSWER = new Constraint.Equal("channel", "content");

  private static final Constraint SHOWN =
      new Constraint.OneOf("channel", Set.of("content", "refusal"));

  /** Views in which what is found stands in the text at its place. */
  private static final Set<String> IN_PLACE =
      Set.of(View.PLAIN.word(), View.NORMALIZED.word(), View.HOMOGLYPH.word());

  private static final KindSchema SCHEMA =
      new KindSchema(
          "upl-filter",
          Set.of(Phase.OUTPUT),
          List.of(
              Fields.patterns(
                  "blocked_patterns",
                  "regular expressions that count as advice beside the built-in phrases, matched"
                      + " without regard to case"),
              Fields.bool(
                  "require_disclaimer",
                  true,
                  "whether an answer on a subject of law must say that it is no legal advice; one"
                      + " that does not gets a sentence that says so"),
              Fields.bool(
                  "rewrite_to_educational",
                  false,
                  "whether advice is put in general words instead of being blocked")),
          Codes.of(
              BLOCKED,
              "an answer advises one person on a matter of law",
              DISCLAIMER_MISSING,
              "an answer on a subject of law has no disclaimer, and none fits behind it, such as"
                  + " behind JSON",
              REWRITTEN,
              "advice was put in general words",
              DISCLAIMER_ADDED,
              "an answer on a subject of law had no disclaimer and got one",
              "upl_filter.clean",
              "no advice on law was found",
              "upl_filter.fault",
              "the search for advice failed"),
          "keeps answers from practising law without a licence");

  /** The block in typed form. */
  public record Config(List<String> blockedPatterns, boolean disclaimer, boolean rewrite) {
    public Config {
      blockedPatterns = List.copyOf(blockedPatterns);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.texts("blocked_patterns"),
        settings.bool("require_disclaimer"),
        settings.bool("rewrite_to_educational"));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Vocabulary words = Vocabulary.of("upl-filter");
    List<UserPattern> patterns =
        new ArrayList<>(Terms.patterns(context, LABEL, config.blockedPatterns()));
    List<TermList> advice = new ArrayList<>();
    Map<String, TextRewrite> rewrites = new LinkedHashMap<>();
    patterns.forEach(pattern -> rewrites.put(pattern.category(), instead(GENERAL)));
    words
        .section(ADVICE)
        .instead()
        .forEach((text, phrases) -> {
          String category = context.ownCategory(ADVICE, advice.size());
          advice.add(new TermList(category, LABEL, phrases, 0, true));
          rewrites.put(category, instead(text));
        });
    ScanRequest scan = new ScanRequest(Set.of(), patterns, advice);
    List<Rule> rules = new ArrayList<>();
    rules.addAll(advice(config, context));
    if (config.disclaimer()) {
      String end = context.ownCategory(END);
      scan =
          scan.and(words.scan(List.of(SUBJECT, SAID), context, LABEL, 0))
              .and(
                  new ScanRequest(Set.of(), List.of(new UserPattern(end, "END", LAST)), List.of()));
      rewrites.put(end, new TextRewrite(Position.APPEND, DISCLAIMER));
      rules.add(missing(context));
      rules.add(added(config, context));
    }
    return new PolicyLowering(scan, rules, MarkerStyle.rewriting(rewrites), null);
  }

  private static TextRewrite instead(String text) {
    return new TextRewrite(Position.REPLACE, text);
  }

  private static List<Rule> advice(Config config, LoweringContext context) {
    List<String> roots =
        List.of(context.ownRoot() + "." + ADVICE, context.ownRoot() + "." + PATTERN);
    if (!config.rewrite()) {
      return List.of(
          Rule.of(ADVICE, List.of(Conditions.finding(roots)), new Effect.Block(BLOCKED)));
    }
    // WHY: in other readings of a text, what was found is not what stands there to be reworded.
    var there = new Constraint.OneOf("view", IN_PLACE);
    var elsewhere = new Constraint.NoneOf("view", IN_PLACE);
    return List.of(
        Rule.of(
            "advice-in-disguise",
            List.of(Conditions.finding(roots, SHOWN, elsewhere)),
            new Effect.Block(BLOCKED)),
        Rule.of(
            ADVICE,
            List.of(Conditions.finding(roots, SHOWN, there)),
            new Effect.Redact(REWRITTEN)));
  }

  /** An answer on law to whose end nothing can be added. */
  private static Rule missing(LoweringContext context) {
    return Rule.of(
        "no-disclaimer-fits",
        List.of(
            Conditions.finding(List.of(context.ownCategory(SUBJECT)), ANSWER),
            without(context.ownCategory(SAID), 1),
            without(context.ownCategory(END), 2)),
        new Effect.Block(DISCLAIMER_MISSING));
  }

  private static Rule added(Config config, LoweringContext context) {
    List<String> roots = new ArrayList<>(List.of(context.ownCategory(SUBJECT)));
    if (config.rewrite()) {
      roots.add(context.ownRoot() + "." + ADVICE);
      roots.add(context.ownRoot() + "." + PATTERN);
    }
    var subject = new Condition.Exists(List.of(sameAnswer(roots, 1)));
    return Rule.of(
        "no-disclaimer",
        List.of(
            Conditions.finding(
                List.of(context.ownCategory(END)),
                ANSWER,
                new Constraint.Equal("view", View.PLAIN.word())),
            subject,
            without(context.ownCategory(SAID), 2)),
        new Effect.Redact(DISCLAIMER_ADDED));
  }

  private static Condition.Absent without(String category, int slot) {
    return new Condition.Absent(List.of(sameAnswer(List.of(category), slot)));
  }

  /** In the same choice of the answer as the finding that the rule is about. */
  private static Pattern sameAnswer(List<String> roots, int slot) {
    return new Pattern(
        slot,
        FactType.FINDING,
        List.of(
            new Constraint.Under("category", roots),
            ANSWER,
            new Constraint.Joined("message", 0, "message")));
  }
}
