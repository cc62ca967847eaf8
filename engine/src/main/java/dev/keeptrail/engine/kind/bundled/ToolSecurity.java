package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks tool calls whose arguments attack the tool, or carry away what is listed. */
public final class ToolSecurity implements PolicyKind<ToolSecurity.Config> {
  static final String ATTACK = "tool_security.attack";
  static final String DATA_EXPOSED = "tool_security.data_exposed";

  /** The words for entities, each with the categories that stand for it. */
  private static final Map<String, List<String>> ENTITIES = new LinkedHashMap<>();

  static {
    ENTITIES.put("pan", List.of("pci.card"));
    ENTITIES.put("cvv", List.of("pci.cvv"));
    ENTITIES.put("iban", List.of("pii.iban"));
    ENTITIES.put("bank_account", List.of("pii.bank_account", "pii.bank_routing"));
    ENTITIES.put("ssn", List.of("pii.ssn", "pii.itin"));
    ENTITIES.put("national_id", List.of("pii.national_id", "pii.tax_id"));
    ENTITIES.put("passport", List.of("pii.passport"));
    ENTITIES.put("email", List.of("pii.email"));
    ENTITIES.put("phone", List.of("pii.phone"));
    ENTITIES.put("mrn", List.of("phi.mrn"));
    ENTITIES.put("jwt", List.of("secret.jwt"));
    ENTITIES.put("aws_access_key", List.of("secret.aws"));
    ENTITIES.put("private_key", List.of("secret.private_key"));
    ENTITIES.put("password", List.of("secret.password"));
    ENTITIES.put("secret", List.of("secret"));
  }

  private static final KindSchema SCHEMA =
      new KindSchema(
          "tool-security",
          Set.of(Phase.TOOL),
          List.of(
              Fields.inert(
                  "analysis_mode",
                  new SettingType.Choice(List.of("local")),
                  "calls are always looked at inside the gateway"),
              Fields.boolBeside(
                  "fail_closed",
                  Map.of(),
                  "whether a detector that fails blocks the call, also where the fail mode is"
                      + " `allow`; otherwise the fail mode says"),
              Fields.probability(
                  "min_confidence", 0.7, "how sure a detector must be that something is an attack"),
              Fields.words(
                  "blocked_entity_types",
                  List.copyOf(ENTITIES.keySet()),
                  "what arguments must not hold")),
          Codes.of(
              ATTACK,
              "the arguments hold an injection, a path, an address or a command that attacks",
              DATA_EXPOSED,
              "the arguments hold what `blocked_entity_types` lists",
              "tool_security.clean",
              "nothing was found",
              "tool_security.fault",
              "a detector that the policy needs failed"),
          "blocks tool calls whose arguments attack the tool or carry data away");

  /** The block in typed form; entities as the settings name them. */
  public record Config(double minConfidence, List<String> entities, boolean failClosed) {
    public Config {
      entities = List.copyOf(entities);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.decimal("min_confidence"),
        settings.texts("blocked_entity_types"),
        settings.optionalBool("fail_closed").orElse(false));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Set<String> categories = new LinkedHashSet<>(ToolFindings.ATTACKS);
    List<Rule> rules = new ArrayList<>();
    rules.add(
        Rule.of(
            "attack",
            List.of(ToolFindings.attackInArguments(config.minConfidence())),
            new Effect.Block(ATTACK)));
    List<String> exposed =
        config.entities().stream()
            .flatMap(word -> ENTITIES.getOrDefault(word, List.of()).stream())
            .distinct()
            .toList();
    if (!exposed.isEmpty()) {
      categories.addAll(exposed);
      rules.add(
          Rule.of(
              "data-exposed",
              List.of(ToolFindings.inArguments(exposed)),
              new Effect.Block(DATA_EXPOSED)));
    }
    var lowering = PolicyLowering.of(new ScanRequest(categories, List.of(), List.of()), rules);
    return config.failClosed() ? lowering.failingClosed() : lowering;
  }
}
