package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets callers do what their role permits: who they must say they are, tools, marked texts. */
public final class Rbac implements PolicyKind<Rbac.Config> {
  static final String MISSING_IDENTITY = "rbac.missing_identity";
  static final String UNAUTHENTICATED = "rbac.unauthenticated";
  static final String UNKNOWN_ROLE = "rbac.unknown_role";
  static final String TOOL_DENIED = "rbac.tool_denied";
  static final String SENSITIVITY_EXCEEDED = "rbac.sensitivity_exceeded";
  static final String PHI_DENIED = "rbac.phi_denied";

  private static final String PHI = "phi";

  /** The headers that say who asks, and where rules see what they say. */
  private static final Map<String, Said> HEADERS = new LinkedHashMap<>();

  static {
    HEADERS.put("X-User-ID", new Said(FactType.IDENTITY, "user"));
    HEADERS.put("X-User-Role", new Said(FactType.IDENTITY, "role"));
    HEADERS.put("X-Team-ID", new Said(FactType.IDENTITY, "team"));
    HEADERS.put("X-Org-ID", new Said(FactType.IDENTITY, "org"));
    HEADERS.put("X-Keeptrusts-Agent-ID", new Said(FactType.IDENTITY, "agent"));
    HEADERS.put("X-Conversation-ID", new Said(FactType.CONVERSATION, "id"));
  }

  private static final KindSchema SCHEMA =
      new KindSchema(
          "rbac",
          Set.of(Phase.values()),
          settings(),
          Codes.of(
              MISSING_IDENTITY,
              "a header of `deny_if_missing` was not sent, or was blank",
              UNAUTHENTICATED,
              "`require_auth` is on and nobody checked who the caller is",
              UNKNOWN_ROLE,
              "a tool was called and the caller's role is none of `roles`",
              TOOL_DENIED,
              "the caller's role may not call the tool",
              SENSITIVITY_EXCEEDED,
              "a text is marked higher than the caller's role may see",
              PHI_DENIED,
              "`minimum_necessary` is on and health data was found that the role may not see",
              "rbac.clean",
              "the caller may do all of this",
              "rbac.fault",
              "a detector failed that the policy depends on"),
          "refuses what the caller's role does not permit");

  private static List<Setting> settings() {
    return List.of(
        Fields.words(
            "deny_if_missing",
            List.copyOf(HEADERS.keySet()),
            List.of("X-User-ID"),
            "headers that a caller must send"),
        Fields.bool(
            "require_auth", false, "whether the gateway must have checked who the caller is"),
        Fields.blocks(
            "roles",
            "what callers of a role, as `X-User-Role` says it, may call; with any role listed,"
                + " callers of no listed role may call nothing",
            Fields.optionalTools(
                "allowed_tools",
                "tools that the role may call, `*` and `?` as wildcards; without the list, all"
                    + " that are not denied"),
            Fields.tools(
                "denied_tools", "tools that the role may not call, whatever else is allowed")),
        Fields.blocks(
            "data_access",
            "how sensitive texts may be, in both directions; with any role listed, callers of no"
                + " listed role get what `public` gets",
            Fields.choice(
                "max_sensitivity",
                Sensitivity.WORDS,
                "public",
                "the highest marking that texts of the role's exchanges may bear")),
        Fields.block(
            "minimum_necessary",
            "",
            Fields.bool("enabled", false, "whether health data is for some roles only"),
            Fields.texts("allowed_phi_roles", List.of(), "the roles that may see health data")));
  }

  /** Where rules see what a header says. */
  private record Said(FactType type, String field) {}

  /** How high a marking may be. */
  public enum Sensitivity {
    PUBLIC("public", List.of("marking")),
    INTERNAL("internal", List.of("marking.confidential", "marking.restricted")),
    CONFIDENTIAL("confidential", List.of("marking.restricted")),
    RESTRICTED("restricted", List.of());

    static final List<String> WORDS =
        List.of(PUBLIC.word, INTERNAL.word, CONFIDENTIAL.word, RESTRICTED.word);

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // List.of: never changes
    private final List<String> beyond;

    Sensitivity(String word, List<String> beyond) {
      this.word = word;
      this.beyond = beyond;
    }

    static Sensitivity of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The block in typed form.
   *
   * @param required headers, as the settings spell them
   * @param dataAccess by role
   * @param phiRoles the only roles that may see health data; empty where all may
   */
  public record Config(
      List<String> required,
      boolean requireAuth,
      List<RoleTools> roles,
      Map<String, Sensitivity> dataAccess,
      Optional<List<String>> phiRoles) {
    public Config {
      required = List.copyOf(required);
      roles = List.copyOf(roles);
      dataAccess = Collections.unmodifiableMap(new LinkedHashMap<>(dataAccess));
      phiRoles = phiRoles.map(List::copyOf);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    Map<String, Sensitivity> access = new LinkedHashMap<>();
    settings
        .blocks("data_access")
        .forEach((role, block) -> access.put(role, Sensitivity.of(block.text("max_sensitivity"))));
    return new Config(
        settings.texts("deny_if_missing"),
        settings.bool("require_auth"),
        RoleTools.of(settings, "roles", "allowed_tools", "denied_tools"),
        access,
        settings.bool("minimum_necessary.enabled")
            ? Optional.of(settings.texts("minimum_necessary.allowed_phi_roles"))
            : Optional.empty());
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<Rule> rules = new ArrayList<>();
    for (String header : new LinkedHashSet<>(config.required())) {
      Said said = HEADERS.getOrDefault(header, new Said(FactType.IDENTITY, "user"));
      rules.add(
          Rule.of(
              "without." + header.toLowerCase(Locale.ROOT),
              List.of(Callers.without(said.type(), said.field(), 0)),
              new Effect.Block(MISSING_IDENTITY)));
    }
    if (config.requireAuth()) {
      rules.add(
          Rule.of(
              "unauthenticated",
              List.of(Callers.unauthenticated()),
              new Effect.Block(UNAUTHENTICATED)));
    }
    rules.addAll(RoleTools.rules(config.roles(), TOOL_DENIED, UNKNOWN_ROLE));
    Set<String> categories = new LinkedHashSet<>();
    addMarkings(config, categories, rules);
    addHealth(config, categories, rules);
    return PolicyLowering.of(new ScanRequest(categories, List.of(), List.of()), rules);
  }

  private static void addMarkings(Config config, Set<String> categories, List<Rule> rules) {
    if (config.dataAccess().isEmpty()) {
      return;
    }
    categories.add("marking");
    var exceeded = new Effect.Block(SENSITIVITY_EXCEEDED);
    rules.add(
        Rule.of(
            "too-sensitive-without-role",
            List.of(
                Conditions.finding(Sensitivity.PUBLIC.beyond),
                Callers.outside(config.dataAccess().keySet())),
            exceeded));
    config
        .dataAccess()
        .forEach((role, most) -> {
          if (!most.beyond.isEmpty()) {
            List<Condition> when = List.of(Conditions.finding(most.beyond), Callers.in(role));
            rules.add(Rule.of("too-sensitive-for." + role, when, exceeded));
          }
        });
  }

  private static void addHealth(Config config, Set<String> categories, List<Rule> rules) {
    config
        .phiRoles()
        .ifPresent(roles -> {
          categories.add(PHI);
          rules.add(
              Rule.of(
                  "health-data",
                  List.of(Conditions.under(PHI), Callers.outside(roles)),
                  new Effect.Block(PHI_DENIED)));
        });
  }
}
