package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.PersonalData;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Masks or blocks personal data, card data and, in healthcare mode, health identifiers. */
public final class PiiDetector implements PolicyKind<PiiDetector.Config> {
  static final String REDACTED = "pii_detector.redacted";
  static final String BLOCKED = "pii_detector.blocked";

  private static final Map<String, String> MISREAD = misread();

  private static final KindSchema SCHEMA =
      new KindSchema(
          "pii-detector",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.choice(
                  "action",
                  List.of("redact", "block"),
                  "redact",
                  "what happens to a text with a match"),
              Fields.bool(
                  "healthcare_mode",
                  false,
                  "also looks for medical record, insurance, Medicare and prescription numbers, and"
                      + " for the numbers of providers and prescribers (NPI, DEA)"),
              Fields.bool(
                  "pci_mode",
                  true,
                  "also looks for card security codes, expiry dates and cardholder names; card"
                      + " numbers are always looked for"),
              Fields.words(
                  "entities",
                  PersonalCategories.names(),
                  "further categories to look for, each with everything under it"),
              Fields.words(
                  "exclude",
                  PersonalCategories.names(),
                  "categories to leave alone, each with everything under it"),
              Fields.patterns(
                  "detect_patterns",
                  MISREAD,
                  "further regular expressions, matched without regard to case"),
              Redacting.block()),
          Codes.of(
              REDACTED,
              "personal data was masked",
              BLOCKED,
              "personal data was found and the action is `block`",
              "pii_detector.clean",
              "no personal data was found",
              "pii_detector.fault",
              "a detector of personal data failed"),
          "masks or blocks personal data in requests and responses");

  /** The block in typed form. */
  public record Config(
      boolean block,
      boolean healthcareMode,
      boolean pciMode,
      List<String> entities,
      List<String> exclude,
      List<String> detectPatterns,
      Redacting redaction) {
    public Config {
      entities = List.copyOf(entities);
      exclude = List.copyOf(exclude);
      detectPatterns = List.copyOf(detectPatterns);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.text("action").equals("block"),
        settings.bool("healthcare_mode"),
        settings.bool("pci_mode"),
        settings.texts("entities"),
        settings.texts("exclude"),
        settings.texts("detect_patterns"),
        Redacting.of(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) throws PlanLoadException {
    Set<String> categories = new LinkedHashSet<>(PersonalData.ALWAYS);
    if (config.pciMode()) {
      categories.addAll(PersonalCategories.CARD_DETAILS);
    }
    if (config.healthcareMode()) {
      categories.addAll(PersonalCategories.HEALTH);
    }
    categories.addAll(PersonalCategories.under(config.entities()));
    categories.removeAll(PersonalCategories.under(config.exclude()));
    var scan =
        new ScanRequest(
            categories, Terms.patterns(context, "PII", config.detectPatterns()), List.of());
    return new PolicyLowering(
        scan, rules(config, categories, context), config.redaction().markers(context), null);
  }

  private static List<Rule> rules(Config config, Set<String> categories, LoweringContext context) {
    List<String> roots = new ArrayList<>(categories);
    if (!config.detectPatterns().isEmpty()) {
      roots.add(context.ownRoot());
    }
    if (roots.isEmpty()) {
      return List.of();
    }
    Effect effect = config.block() ? new Effect.Block(BLOCKED) : new Effect.Redact(REDACTED);
    return List.of(Rule.of("personal-data", List.of(Conditions.finding(roots)), effect));
  }

  /** What authors write into {@code detect_patterns} to name a category, and what to do instead. */
  private static Map<String, String> misread() {
    Map<String, String> advice = new HashMap<>();
    for (String word :
        List.of("email", "phone", "ssn", "ip", "ip_address", "iban", "credit_card", "card")) {
      advice.put(word, "this kind of data is always looked for; leave the word out");
    }
    for (String word : List.of("cvv", "expiry", "cardholder", "cardholder_name")) {
      advice.put(word, "`pci_mode: true` looks for this kind of data; leave the word out");
    }
    for (String word : List.of("mrn", "npi", "dea", "insurance_id")) {
      advice.put(word, "`healthcare_mode: true` looks for this kind of data; leave the word out");
    }
    for (String word : List.of("name", "address", "url", "age", "date", "geo", "username")) {
      advice.put(word, "write `entities: [pii." + word + "]` for this kind of data");
    }
    return advice;
  }
}
