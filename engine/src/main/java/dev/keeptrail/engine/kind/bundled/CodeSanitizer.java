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
import java.util.List;
import java.util.Set;

/** Takes code that does harm where it is run out of answers, or blocks them. */
public final class CodeSanitizer implements PolicyKind<CodeSanitizer.Config> {
  static final String REDACTED = "code_sanitizer.redacted";
  static final String BLOCKED = "code_sanitizer.blocked";

  /** The marker shows no more than that something was there. */
  private static final String LABEL = "REDACTED";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "code-sanitizer",
          Set.of(Phase.OUTPUT),
          List.of(
              Fields.bool("enabled", true, "whether answers are looked at"),
              Fields.bool(
                  "block_on_match",
                  false,
                  "whether an answer with a match is blocked; its matches become `[REDACTED]`"
                      + " otherwise"),
              Fields.patterns(
                  "additional_patterns",
                  "further regular expressions, matched without regard to case")),
          Codes.of(
              REDACTED,
              "harmful code was masked",
              BLOCKED,
              "harmful code was found, and `block_on_match` is `true`",
              "code_sanitizer.clean",
              "no harmful code was found, or none was looked for",
              "code_sanitizer.fault",
              "a detector that the policy needs failed"),
          "takes code that does harm where it is run out of answers");

  /** The block in typed form. */
  public record Config(boolean enabled, boolean blocks, List<String> additionalPatterns) {
    public Config {
      additionalPatterns = List.copyOf(additionalPatterns);
    }
  }

  /** Read when first wanted: most packs never do. */
  private static final class Holder {
    static final List<String> HARMFUL =
        ResourceLines.of("harmful-code.txt").stream()
            .map(line -> line.substring(line.indexOf(' ')).strip())
            .toList();
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.bool("enabled"),
        settings.bool("block_on_match"),
        settings.texts("additional_patterns"));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    if (!config.enabled()) {
      return PolicyLowering.of(ScanRequest.NOTHING, List.of());
    }
    List<UserPattern> patterns = new ArrayList<>();
    for (String harmful : Holder.HARMFUL) {
      patterns.add(
          new UserPattern(context.ownCategory("harmful", patterns.size()), LABEL, harmful));
    }
    patterns.addAll(Terms.patterns(context, LABEL, config.additionalPatterns()));
    Effect effect = config.blocks() ? new Effect.Block(BLOCKED) : new Effect.Redact(REDACTED);
    return PolicyLowering.of(
        new ScanRequest(Set.of(), patterns, List.of()),
        List.of(Rule.of("harmful-code", List.of(Conditions.under(context.ownRoot())), effect)));
  }
}
