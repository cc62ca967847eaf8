package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.engine.redaction.TextRewrite;
import dev.keeptrail.engine.redaction.TextRewrite.Position;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Minds answers that cite nothing, or what does not stand in the request that they answer. */
public final class CitationVerifier implements PolicyKind<CitationVerifier.Config> {
  static final String UNVERIFIED = "citation_verifier.unverified";
  static final String UNVERIFIED_BLOCKED = "citation_verifier.unverified_blocked";
  static final String HALLUCINATION = "citation_verifier.hallucination";
  static final String HALLUCINATION_BLOCKED = "citation_verifier.hallucination_blocked";
  static final String REPORTED = "citation_verifier.reported";

  private static final String BLOCK = "block";
  private static final List<String> FLAG_OR_BLOCK = List.of("flag", BLOCK);
  private static final List<String> KINDS = List.of("academic", "url", "quote");
  private static final double DEFAULT_CONFIDENCE = 0.8;

  private static final String ROOT = "citation.";
  private static final String TEXT = ROOT + "text";
  private static final String REPORT = ROOT + "report.";

  private static final Map<String, String> REPORTS =
      Map.of(
          REPORT + "none",
          "\n\n[Citations: none]",
          REPORT + "matched",
          "\n\n[Citations: each stands in the sources of the request]",
          REPORT + "unmatched",
          "\n\n[Citations: not all stand in the sources of the request]");

  private static final KindSchema SCHEMA =
      new KindSchema(
          "citation-verifier",
          Set.of(Phase.OUTPUT),
          List.of(
              Fields.bool(
                  "require_sources",
                  true,
                  "whether an answer without a citation is unverified; one of fewer than ten words"
                      + " needs none"),
              Fields.bool(
                  "require_source_match",
                  false,
                  "whether every citation must stand in the request; one that does not is taken for"
                      + " a hallucination"),
              Fields.probability(
                  "min_confidence",
                  DEFAULT_CONFIDENCE,
                  "with `require_source_match`, which part of a citation's sequences of words must"
                      + " stand in the request"),
              Fields.ownProbability(
                  "min_groundedness",
                  "which part of the words of an answer that say something must stand in the"
                      + " request; below, the answer is unverified; without it, that is not asked"),
              Fields.words(
                  "extract_patterns",
                  KINDS,
                  KINDS,
                  "which kinds of citations are looked for; with an empty list, all"),
              Setting.of(
                  "external_resolver",
                  new SettingType.Unavailable(
                      "addresses in answers are a model's words, and a gateway that fetches them can"
                          + " be made to ask anything; citations are compared with the request, and"
                          + " `content-extractor` has pages of listed hosts judged with it"),
                  null,
                  "nothing that an answer cites is fetched"),
              Fields.block(
                  "output_action",
                  "what happens to an answer",
                  Fields.choice(
                      "unverified_action",
                      FLAG_OR_BLOCK,
                      "flag",
                      "where it is unverified: `block` refuses it, `flag` allows and records"),
                  Fields.choice(
                      "hallucination_action",
                      FLAG_OR_BLOCK,
                      BLOCK,
                      "where it cites what does not stand in the request")),
              Fields.block(
                  "response",
                  "what callers are told",
                  Fields.bool(
                      "include_verification_report",
                      false,
                      "whether a line behind the answer says what came of it"))),
          Codes.of(
              HALLUCINATION_BLOCKED,
              "the answer cites what does not stand in the request, and `hallucination_action` is"
                  + " `block`",
              UNVERIFIED_BLOCKED,
              "the answer cites nothing, or too little of it stands in the request, and"
                  + " `unverified_action` is `block`",
              REPORTED,
              "a line behind the answer says what came of its citations",
              HALLUCINATION,
              "the answer cites what does not stand in the request, and `hallucination_action` is"
                  + " `flag`",
              UNVERIFIED,
              "the answer cites nothing, or too little of it stands in the request, and"
                  + " `unverified_action` is `flag`",
              "citation_verifier.clean",
              "the answer cites what it has to, or is too short to need it",
              "citation_verifier.fault",
              "the detector of citations failed"),
          "minds answers that cite nothing, or what does not stand in the request");

  /** The block in typed form. */
  public record Config(
      boolean requireSources,
      boolean requireMatch,
      double minConfidence,
      OptionalDouble minGroundedness,
      List<String> kinds,
      boolean blocksUnverified,
      boolean blocksHallucinations,
      boolean reports) {
    public Config {
      kinds = List.copyOf(kinds);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    List<String> kinds = settings.texts("extract_patterns");
    return new Config(
        settings.bool("require_sources"),
        settings.bool("require_source_match"),
        settings.decimal("min_confidence"),
        settings.optionalDecimal("min_groundedness"),
        kinds.isEmpty() ? KINDS : kinds,
        settings.text("output_action.unverified_action").equals(BLOCK),
        settings.text("output_action.hallucination_action").equals(BLOCK),
        settings.bool("response.include_verification_report"));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Set<String> cited = config.kinds().stream().map(ROOT::concat).collect(Collectors.toSet());
    Effect hallucination =
        config.blocksHallucinations()
            ? new Effect.Block(HALLUCINATION_BLOCKED)
            : new Effect.Flag(HALLUCINATION);
    Effect unverified =
        config.blocksUnverified()
            ? new Effect.Block(UNVERIFIED_BLOCKED)
            : new Effect.Flag(UNVERIFIED);
    List<Rule> rules = new ArrayList<>();
    if (config.requireMatch()) {
      rules.add(
          Rule.of(
              "not-in-the-request",
              List.of(Condition.match(FactType.FINDING, unmatched(cited, 0, config))),
              hallucination));
    }
    if (config.requireSources()) {
      rules.add(
          Rule.of(
              "no-citation",
              List.of(whole(TEXT), new Condition.Absent(List.of(beside(cited)))),
              unverified));
    }
    config
        .minGroundedness()
        .ifPresent(least ->
            rules.add(Rule.of("ungrounded", List.of(whole(TEXT, lessThan(0, least))), unverified)));
    Map<String, TextRewrite> rewrites = new LinkedHashMap<>();
    if (config.reports()) {
      rules.addAll(reports(cited, config));
      REPORTS.forEach(
          (category, text) -> rewrites.put(category, new TextRewrite(Position.APPEND, text)));
    }
    Set<String> wanted = new LinkedHashSet<>(cited.stream().sorted().toList());
    wanted.add(TEXT);
    if (config.reports()) {
      wanted.add(REPORT.substring(0, REPORT.length() - 1));
    }
    return new PolicyLowering(
        new ScanRequest(wanted, List.of(), List.of()),
        rules,
        MarkerStyle.rewriting(rewrites),
        null);
  }

  private static List<Rule> reports(Set<String> cited, Config config) {
    Effect report = new Effect.Redact(REPORTED);
    Pattern any = beside(cited);
    List<Constraint> wrong = new ArrayList<>(unmatched(cited, 1, config));
    wrong.add(new Constraint.Joined("message", 0, "message"));
    Pattern unmatched = new Pattern(0, FactType.FINDING, wrong);
    List<Constraint> wrongBehind = new ArrayList<>(unmatched(cited, 2, config));
    wrongBehind.add(new Constraint.Joined("message", 0, "message"));
    return List.of(
        Rule.of(
            "report-none",
            List.of(whole(REPORT + "none"), new Condition.Absent(List.of(any))),
            report),
        Rule.of(
            "report-unmatched",
            List.of(whole(REPORT + "unmatched"), new Condition.Exists(List.of(unmatched))),
            report),
        Rule.of(
            "report-matched",
            List.of(
                whole(REPORT + "matched"),
                new Condition.Exists(List.of(any)),
                new Condition.Absent(List.of(new Pattern(0, FactType.FINDING, wrongBehind)))),
            report));
  }

  /** The finding that stands for a whole answer. */
  private static Condition.Match whole(String category, Constraint... more) {
    List<Constraint> constraints = new ArrayList<>();
    constraints.add(new Constraint.Equal(FactSchema.CATEGORY, category));
    constraints.add(new Constraint.Equal("channel", Channel.CONTENT.word()));
    constraints.addAll(List.of(more));
    return Condition.match(FactType.FINDING, constraints);
  }

  /** A citation in the answer of slot 0. */
  private static Pattern beside(Set<String> cited) {
    return new Pattern(
        0,
        FactType.FINDING,
        List.of(
            new Constraint.OneOf(FactSchema.CATEGORY, cited),
            new Constraint.Equal("channel", Channel.CONTENT.word()),
            new Constraint.Joined("message", 0, "message")));
  }

  /**
   * A citation too little of which stands in the request.
   *
   * @param slot what {@link Rule#of} will number the pattern
   */
  private static List<Constraint> unmatched(Set<String> cited, int slot, Config config) {
    return List.of(
        new Constraint.OneOf(FactSchema.CATEGORY, cited),
        new Constraint.Equal("channel", Channel.CONTENT.word()),
        lessThan(slot, config.minConfidence()));
  }

  private static Constraint lessThan(int slot, double bound) {
    return new Constraint.Test(
        new Expr.Compare(
            Comparison.LESS,
            new Expr.Field(slot, "score", List.of()),
            new Expr.Literal(new Value.Decimal(bound))));
  }
}
