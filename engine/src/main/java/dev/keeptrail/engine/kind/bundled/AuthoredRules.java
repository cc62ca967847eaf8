package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.FindingCategories;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the rules that a pack's author wrote. */
public final class AuthoredRules implements PolicyKind<AuthoredRules.Config> {
  /** Categories that policies define for themselves; no built-in detector reports them. */
  private static final String OWN = "custom.";

  private static final KindSchema SCHEMA =
      new KindSchema(
          PolicyDecl.RULES,
          Set.of(Phase.values()),
          List.of(
              Fields.namedPatterns(
                  "patterns",
                  "regular expressions by name, matched without regard to case; the policy's rules"
                      + " see what they find as `custom.<policy>.<name>`"),
              Fields.namedTerms(
                  "terms",
                  "lists of words and phrases by name, matched as whole words in any case; the"
                      + " policy's rules see what they find as `custom.<policy>.<name>`"),
              Redacting.block(),
              Fields.message("message", "the text that a refused caller gets")),
          Codes.of(
              "<policy>.clean",
              "no rule of the policy fired; the policy's name, hyphens written as `_`",
              "<policy>.fault",
              "a detector failed that the policy's rules depend on",
              "<policy>.<rule>",
              "the rule fired and gives no reason code of its own"),
          "runs the rules that the pack's author wrote");

  /** The block in typed form. */
  public record Config(
      Map<String, String> patterns,
      Map<String, List<String>> terms,
      Redacting redaction,
      @Nullable String message) {
    public Config {
      patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
      terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.textMap("patterns"),
        settings.textsMap("terms"),
        Redacting.of(settings),
        settings.optionalText("message").orElse(null));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) throws PlanLoadException {
    List<UserPattern> patterns = new ArrayList<>();
    config
        .patterns()
        .forEach((name, regex) ->
            patterns.add(new UserPattern(context.ownCategory(name), labelOf(name), regex)));
    List<TermList> terms = new ArrayList<>();
    config
        .terms()
        .forEach((name, words) ->
            terms.addAll(Terms.named(context.ownCategory(name), labelOf(name), words)));
    var scan = new ScanRequest(categories(context.rules()), patterns, terms);
    return new PolicyLowering(
        scan, context.rules(), config.redaction().markers(context), config.message());
  }

  private static Set<String> categories(List<Rule> rules) {
    Set<String> categories = new LinkedHashSet<>();
    rules.stream()
        .flatMap(rule -> rule.alternatives().stream())
        .flatMap(alternative -> alternative.conditions().stream())
        .flatMap(condition -> Rule.patterns(condition).stream())
        .filter(pattern -> pattern.type() == FactType.FINDING)
        .map(FindingCategories::of)
        .forEach(categories::addAll);
    categories.removeIf(category -> category.startsWith(OWN));
    return categories;
  }

  private static String labelOf(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
