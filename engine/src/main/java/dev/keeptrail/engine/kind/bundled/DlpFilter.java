package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps secrets, listed terms and patterns, and marked documents from leaving. */
public final class DlpFilter implements PolicyKind<DlpFilter.Config> {
  static final String REDACTED = "dlp_filter.redacted";
  static final String BLOCKED = "dlp_filter.blocked";
  static final String MARKED = "dlp_filter.marked";

  private static final String SECRETS = "secret";
  private static final List<String> MARKINGS =
      List.of("marking.confidential", "marking.restricted");
  private static final List<String> ALL_MARKINGS = List.of("marking");

  private static final KindSchema SCHEMA =
      new KindSchema(
          "dlp-filter",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.patterns(
                  "detect_patterns", "regular expressions, matched without regard to case"),
              Fields.terms(
                  "blocked_terms", "words and phrases, matched as whole words in any case"),
              Fields.choice(
                  "action",
                  List.of("redact", "block"),
                  "redact",
                  "what happens to a text with a secret, term or pattern in it"),
              Fields.bool(
                  "fuzzy_matching",
                  false,
                  "whether slightly different spellings of `blocked_terms` match too"),
              Fields.distance(),
              Fields.choice(
                  "sensitivity_level",
                  List.of("standard", "high", "restricted"),
                  "standard",
                  "`high` also blocks texts marked confidential or higher; `restricted` blocks texts"
                      + " with any marking, and whatever else the filter finds, whatever"
                      + " `action` says")),
          Codes.of(
              MARKED,
              "the text bears a classification marking",
              BLOCKED,
              "a secret, term or pattern was found and is not to pass",
              REDACTED,
              "a secret, term or pattern was masked",
              "dlp_filter.clean",
              "nothing was found",
              "dlp_filter.fault",
              "a detector that the filter needs failed"),
          "keeps secrets, listed terms and marked documents out of requests and responses");

  /** How much the filter's surroundings have to lose. */
  public enum Sensitivity {
    STANDARD,
    HIGH,
    RESTRICTED
  }

  /**
   * The block in typed form.
   *
   * @param block whether a secret, term or pattern blocks; it is masked otherwise
   * @param maxDistance edits a term may be away; 0 without fuzzy matching
   */
  public record Config(
      List<String> detectPatterns,
      List<String> blockedTerms,
      boolean block,
      int maxDistance,
      Sensitivity sensitivity) {
    public Config {
      detectPatterns = List.copyOf(detectPatterns);
      blockedTerms = List.copyOf(blockedTerms);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    Sensitivity sensitivity =
        switch (settings.text("sensitivity_level")) {
          case "high" -> Sensitivity.HIGH;
          case "restricted" -> Sensitivity.RESTRICTED;
          default -> Sensitivity.STANDARD;
        };
    return new Config(
        settings.texts("detect_patterns"),
        settings.texts("blocked_terms"),
        settings.text("action").equals("block") || sensitivity == Sensitivity.RESTRICTED,
        Terms.distance(settings),
        sensitivity);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    var patterns = Terms.patterns(context, "PATTERN", config.detectPatterns());
    var terms = Terms.wholeWords(context, "TERM", config.blockedTerms(), config.maxDistance());
    boolean own = !patterns.isEmpty() || !terms.isEmpty();
    List<String> markings = markings(config.sensitivity());

    Set<String> categories = new LinkedHashSet<>(List.of(SECRETS));
    List<Rule> rules = new ArrayList<>();
    if (!markings.isEmpty()) {
      // WHY: masking the marking alone would let the marked text pass without it.
      categories.addAll(markings);
      var marked = Conditions.finding(markings);
      rules.add(Rule.of("marking", List.of(marked), new Effect.Block(MARKED)));
    }
    var leaking = Conditions.finding(own ? List.of(SECRETS, context.ownRoot()) : List.of(SECRETS));
    Effect effect = config.block() ? new Effect.Block(BLOCKED) : new Effect.Redact(REDACTED);
    rules.add(Rule.of("leak", List.of(leaking), effect));
    return PolicyLowering.of(new ScanRequest(categories, patterns, terms), rules);
  }

  private static List<String> markings(Sensitivity sensitivity) {
    return switch (sensitivity) {
      case STANDARD -> List.of();
      case HIGH -> MARKINGS;
      case RESTRICTED -> ALL_MARKINGS;
    };
  }
}
