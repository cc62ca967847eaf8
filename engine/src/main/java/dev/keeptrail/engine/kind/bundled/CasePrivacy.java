package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Masks what tells which case of a court a text is about. */
public final class CasePrivacy implements PolicyKind<CasePrivacy.Config> {
  static final String REDACTED = "case_privacy.redacted";

  private static final String CASE_NUMBER = "case_number";
  private static final String DOCKET_NUMBER = "docket_number";
  private static final String PARTY_NAME = "party_name";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "case-privacy",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.words(
                  "detect_patterns",
                  List.of(CASE_NUMBER, DOCKET_NUMBER, PARTY_NAME),
                  List.of(CASE_NUMBER),
                  "what is looked for; `party_name` takes names in captions and behind words such"
                      + " as `plaintiff`"),
              Fields.choice(
                  "action", List.of("redact"), "redact", "what happens to what is found")),
          Codes.of(
              REDACTED,
              "something that tells which case it is was masked",
              "case_privacy.clean",
              "nothing of the kind was found",
              "case_privacy.fault",
              "the search failed"),
          "masks numbers of court cases, and names of parties where asked");

  /** The block in typed form. */
  public record Config(Set<String> subjects) {
    public Config {
      subjects = Collections.unmodifiableSet(new LinkedHashSet<>(subjects));
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(new LinkedHashSet<>(settings.texts("detect_patterns")));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<UserPattern> patterns = new ArrayList<>();
    for (String subject : config.subjects()) {
      String label = subject.toUpperCase(Locale.ROOT);
      List<String> forms =
          switch (subject) {
            case DOCKET_NUMBER -> CasePatterns.DOCKET_NUMBERS;
            case PARTY_NAME -> CasePatterns.PARTY_NAMES;
            default -> CasePatterns.CASE_NUMBERS;
          };
      for (String form : forms) {
        patterns.add(new UserPattern(context.ownCategory(subject), label, form));
      }
    }
    if (patterns.isEmpty()) {
      return PolicyLowering.of(ScanRequest.NOTHING, List.of());
    }
    var found = Conditions.under(context.ownRoot());
    return PolicyLowering.of(
        new ScanRequest(Set.of(), patterns, List.of()),
        List.of(Rule.of("case", List.of(found), new Effect.Redact(REDACTED))));
  }
}
