package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.engine.exchange.Consent;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.PersonalData;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets personal data into requests only where the caller shows a consent. */
public final class GdprCompliance implements PolicyKind<GdprCompliance.Config> {
  /** The kind's name. */
  public static final String NAME = "gdpr-compliance";

  static final String MISSING = "gdpr_compliance.consent_missing";
  static final String REFUSED = "gdpr_compliance.consent_refused";
  static final String UNVERIFIED = "gdpr_compliance.consent_unverified";
  static final String PERSONAL_DATA = "gdpr_compliance.personal_data";

  private static final String NO_ADDRESS =
      "`consent_verification_endpoint` is no address such as `https://consent.example.com/check`";

  private static final String PERSONAL = "personal";
  private static final String SENSITIVE = "sensitive";
  private static final String BIOMETRIC = "biometric";
  private static final List<String> CATEGORIES = List.of(PERSONAL, SENSITIVE, BIOMETRIC);
  private static final String ENDPOINT = "consent_verification_endpoint";
  private static final int MAX_HEADER = 100;
  private static final int MAX_ADDRESS = 2_000;
  private static final int MAX_DAYS = 36_500;

  private static final List<String> SENSITIVE_EXPRESSIONS = Expressions.read("gdpr-sensitive.txt");
  private static final List<String> BIOMETRIC_EXPRESSIONS = Expressions.read("gdpr-biometric.txt");

  private static final KindSchema SCHEMA =
      new KindSchema(
          NAME,
          Set.of(Phase.INPUT),
          List.of(
              Fields.bool(
                  "consent_required",
                  true,
                  "whether requests with such data need a consent; without, they are only recorded"),
              Fields.text(
                  "consent_header",
                  new SettingType.Text(MAX_HEADER),
                  "x-consent-token",
                  "the header in which callers show the consent"),
              Fields.limit(
                  ENDPOINT,
                  new SettingType.Text(MAX_ADDRESS),
                  "what is asked whether a consent is good: an `https` address, or `http` inside of the"
                      + " networks that `--page-network` names; without it, any consent counts"),
              Fields.words(
                  "data_categories",
                  CATEGORIES,
                  CATEGORIES,
                  "the data for which a consent is needed"),
              Fields.unavailable(
                  "erasure_webhook",
                  "a gateway keeps no personal data of its own that could be erased on a call: what"
                      + " the ledger keeps of texts is said by `gateway.capture`"),
              Fields.inert(
                  "retention_days",
                  new SettingType.Int(1, MAX_DAYS),
                  "retention belongs to the ledger's own configuration")),
          Codes.of(
              MISSING,
              "the request has personal data in it, and the caller shows no consent",
              REFUSED,
              "the same, and the consent that the caller shows is not good",
              UNVERIFIED,
              "the same, and nobody could tell whether the consent is good",
              PERSONAL_DATA,
              "the request has personal data in it, and a consent is there or not required",
              "gdpr_compliance.clean",
              "no personal data",
              "gdpr_compliance.fault",
              "a detector that the policy needs failed"),
          "wants a consent for requests with personal data");

  /** The block in typed form; the header in lower case. */
  public record Config(
      boolean required, String header, Optional<URI> endpoint, List<String> categories) {
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
    String header = settings.text("consent_header").strip().toLowerCase(Locale.ROOT);
    if (header.isEmpty() || !header.chars().allMatch(GdprCompliance::mayBeInName)) {
      throw new SettingException(
          "consent_header", "`consent_header` is no name of a header such as `x-consent-token`");
    }
    return new Config(
        settings.bool("consent_required"),
        header,
        settings.optionalText(ENDPOINT).map(GdprCompliance::address),
        settings.texts("data_categories"));
  }

  private static boolean mayBeInName(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private static URI address(String endpoint) {
    try {
      var address = new URI(endpoint.strip());
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new SettingException(ENDPOINT, NO_ADDRESS, e);
    }
    throw new SettingException(ENDPOINT, NO_ADDRESS);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Set<String> categories = new LinkedHashSet<>();
    List<UserPattern> patterns = new ArrayList<>();
    if (config.categories().contains(PERSONAL)) {
      categories.addAll(PersonalData.ALWAYS);
    }
    if (config.categories().contains(SENSITIVE)) {
      categories.addAll(PersonalCategories.HEALTH);
      add(context.ownCategory(SENSITIVE), SENSITIVE_EXPRESSIONS, patterns);
    }
    if (config.categories().contains(BIOMETRIC)) {
      categories.add("pii.biometric");
      add(context.ownCategory(BIOMETRIC), BIOMETRIC_EXPRESSIONS, patterns);
    }
    if (categories.isEmpty()) {
      return PolicyLowering.of(ScanRequest.NOTHING, List.of());
    }
    List<String> roots = new ArrayList<>(categories);
    if (!patterns.isEmpty()) {
      roots.add(context.ownRoot());
    }
    Condition.Match data = Conditions.finding(roots);
    List<Rule> rules = new ArrayList<>();
    if (config.required()) {
      String policy = context.policy();
      rules.add(rule("consent-refused", Consent.REFUSED, policy, data, REFUSED));
      rules.add(rule("consent-unverified", Consent.UNVERIFIED, policy, data, UNVERIFIED));
      rules.add(
          Rule.of(
              "consent-missing",
              List.of(data, Condition.absent(FactType.COUNTER, shown(policy))),
              new Effect.Block(MISSING)));
    }
    rules.add(Rule.of("personal-data", List.of(data), new Effect.Flag(PERSONAL_DATA)));
    return PolicyLowering.of(new ScanRequest(categories, patterns, List.of()), rules);
  }

  private static void add(String category, List<String> expressions, List<UserPattern> patterns) {
    for (int i = 0; i < expressions.size(); i++) {
      patterns.add(new UserPattern(category + "." + i, "PERSONAL", expressions.get(i)));
    }
  }

  private static Rule rule(
      String name, Consent state, String policy, Condition.Match data, String code) {
    Condition.Match told =
        Condition.match(
            FactType.COUNTER,
            List.of(
                new Constraint.Equal("name", state.counter(policy)),
                new Constraint.AtLeast("value", 1.0)));
    return Rule.of(name, List.of(told, data), new Effect.Block(code));
  }

  private static List<Constraint> shown(String policy) {
    Set<String> names = new LinkedHashSet<>();
    for (Consent state : Consent.values()) {
      names.add(state.counter(policy));
    }
    return List.of(new Constraint.OneOf("name", names), new Constraint.AtLeast("value", 1.0));
  }
}
