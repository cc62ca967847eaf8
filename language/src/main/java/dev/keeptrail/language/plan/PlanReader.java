package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.CanonicalJson;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads plans back from what {@link PlanJson} wrote, canonical or pretty. Takes nothing else: a
 * compiled pack may come from anywhere. What kinds and their settings mean is not known here; an
 * engine checks that, and that rules are sound, when it loads the plan.
 *
 * <p>Canonical JSON writes the numbers 1 and 1.0 alike, so a plan read from it may hold whole
 * numbers where the original has decimal ones; its canonical form and its digest are the same. A
 * literal secret is not written, and comes back empty.
 */
public final class PlanReader {
  private static final int MAX_NAME = 1_000;
  private static final int MAX_POLICIES = 10_000;
  private static final long MAX_EXACT = (1L << 53) - 1;

  private PlanReader() {}

  /**
   * The plan.
   *
   * @throws PlanFormatException when the text is anything but plan JSON of our format
   */
  public static PackPlan read(String json) throws PlanFormatException {
    Members plan = Members.of(JsonTree.read(json), "");
    if (!(plan.take("format") instanceof JsonTree.Decimal(String format))
        || !format.equals(Integer.toString(PlanJson.FORMAT))) {
      throw new PlanFormatException(
          "this version reads plans of format " + PlanJson.FORMAT + " only");
    }
    PackIdentity pack = plan.take("pack", PlanReader::pack);
    List<ProviderPlan> providers = plan.list("providers", PlanReader::provider);
    List<PolicyPlan> chain = plan.list("chain", PlanReader::policy);
    GatewayPlan gateway = plan.take("gateway", PlanReader::gateway);
    plan.end();
    requireUnique(chain.stream().map(PolicyPlan::name).toList(), "chain");
    requireUnique(providers.stream().map(ProviderPlan::id).toList(), "providers");
    return new PackPlan(pack, providers, chain, gateway);
  }

  private static void requireUnique(List<String> names, String where) throws PlanFormatException {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || name.length() > MAX_NAME || !seen.add(name)) {
        throw new PlanFormatException("`" + where + "` has an empty, overlong or repeated name");
      }
    }
    if (names.size() > MAX_POLICIES) {
      throw new PlanFormatException("`" + where + "` has more than " + MAX_POLICIES + " entries");
    }
  }

  private static PackIdentity pack(JsonTree tree, String path) throws PlanFormatException {
    Members pack = Members.of(tree, path);
    PackIdentity identity =
        new PackIdentity(
            pack.text("name"),
            pack.text("version"),
            pack.truth("enabled"),
            pack.optionalText("description").orElse(null));
    pack.end();
    return identity;
  }

  private static GatewayPlan gateway(JsonTree tree, String path) throws PlanFormatException {
    Members gateway = Members.of(tree, path);
    GatewayPlan plan =
        new GatewayPlan(
            gateway.whole("block_status", 400, 499),
            onUnscannable(gateway),
            gateway.optional(RepeatsJson.MEMBER, RepeatsJson::read).orElse(RefusedRepeats.DEFAULT),
            gateway.optional("routing", RoutingJson::read).orElse(RoutingPlan.NONE),
            LimitsJson.read(gateway),
            gateway.optional("capture", CaptureJson::read).orElse(CapturePlan.NONE));
    gateway.end();
    return plan;
  }

  /** Written only where it is not the default. */
  private static OnUnscannable onUnscannable(Members gateway) throws PlanFormatException {
    String word = gateway.optionalText("on_unscannable").orElse(OnUnscannable.ALLOW.word());
    for (OnUnscannable choice : OnUnscannable.values()) {
      if (choice.word().equals(word)) {
        return choice;
      }
    }
    throw new PlanFormatException("`gateway.on_unscannable` is none of allow, flag, block");
  }

  private static ProviderPlan provider(JsonTree tree, String path) throws PlanFormatException {
    Members provider = Members.of(tree, path);
    ProviderPlan plan =
        new ProviderPlan(
            provider.text("id"),
            provider.text("provider"),
            provider.optionalText("model").orElse(null),
            provider.optionalText("base_url").orElse(null),
            provider.optional("secret", PlanReader::secret).orElse(null),
            access(provider),
            provider
                .optional(DataPolicyJson.MEMBER, DataPolicyJson::read)
                .orElse(DataPolicy.UNDECLARED));
    provider.end();
    return plan;
  }

  private static TargetAccess access(Members provider) throws PlanFormatException {
    return new TargetAccess(
        provider.optionalText("deployment").orElse(null),
        provider.optionalText("api_version").orElse(null),
        provider.optionalText("api_key_header").orElse(null),
        provider.optionalText("api_key_prefix").orElse(null),
        provider.has("timeout_seconds")
            ? provider.whole("timeout_seconds", 1, TargetAccess.MAX_TIMEOUT_SECONDS)
            : null,
        provider.has("http_version")
            ? provider.whole("http_version", 1, TargetAccess.MAX_HTTP_VERSION)
            : null);
  }

  static SecretRef secret(JsonTree tree, String path) throws PlanFormatException {
    Members secret = Members.of(tree, path);
    SecretRef ref;
    if (secret.has("env")) {
      ref = new SecretRef.Env(secret.text("env"));
    } else if (secret.has("file")) {
      ref = new SecretRef.File(secret.text("file"));
    } else if (secret.has("store")) {
      ref = new SecretRef.Store(secret.text("store"));
    } else {
      if (!secret.truth("literal")) {
        throw Members.wrong(path, "a reference to a secret");
      }
      ref = new SecretRef.Literal("");
    }
    secret.end();
    return ref;
  }

  private static PolicyPlan policy(JsonTree tree, String path) throws PlanFormatException {
    Members policy = Members.of(tree, path);
    PolicyPlan plan =
        new PolicyPlan(
            policy.text("name"),
            policy.text("kind"),
            policy.take("enforcement", PlanReader::mode),
            policy.optional("streaming_mode", PlanReader::streaming).orElse(StreamingMode.REALTIME),
            policy.has("phases") ? policy.list("phases", PlanReader::phase) : List.of(),
            policy.take("settings", PlanReader::settings),
            policy.has("rules") ? policy.list("rules", RuleReader::rule) : List.of());
    policy.end();
    if (policy.has("rules")) {
      requireUnique(plan.rules().stream().map(rule -> rule.name()).toList(), path + ".rules");
    }
    return plan;
  }

  private static PolicyMode mode(JsonTree tree, String path) throws PlanFormatException {
    String word = Members.text(tree, path);
    return Stream.of(PolicyMode.values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Members.wrong(path, "a mode"));
  }

  private static StreamingMode streaming(JsonTree tree, String path) throws PlanFormatException {
    return StreamingMode.of(Members.text(tree, path))
        .orElseThrow(() -> Members.wrong(path, "a streaming mode"));
  }

  private static Phase phase(JsonTree tree, String path) throws PlanFormatException {
    String word = Members.text(tree, path);
    return Stream.of(Phase.values())
        .filter(phase -> phase.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Members.wrong(path, "a phase"));
  }

  private static PlanValue.Mapping settings(JsonTree tree, String path) throws PlanFormatException {
    if (value(tree, path) instanceof PlanValue.Mapping mapping) {
      return mapping;
    }
    throw Members.wrong(path, "an object");
  }

  private static PlanValue value(JsonTree tree, String path) throws PlanFormatException {
    return switch (tree) {
      case JsonTree.Text(String text) -> new PlanValue.Text(text);
      case JsonTree.Truth(boolean value) -> new PlanValue.Bool(value);
      case JsonTree.Decimal(String digits) -> number(digits, path);
      case JsonTree.Null _ -> throw Members.wrong(path, "a value");
      case JsonTree.Sequence(List<JsonTree> items) -> {
        List<PlanValue> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          values.add(value(items.get(i), path + "[" + i + "]"));
        }
        yield new PlanValue.Sequence(values);
      }
      case JsonTree.Mapping(Map<String, JsonTree> members) -> {
        Map<String, PlanValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonTree> member : members.entrySet()) {
          values.put(member.getKey(), value(member.getValue(), path + "." + member.getKey()));
        }
        yield new PlanValue.Mapping(values);
      }
    };
  }

  private static PlanValue number(String digits, String path) throws PlanFormatException {
    double value = Double.parseDouble(digits);
    if (!Double.isFinite(value)) {
      throw Members.wrong(path, "a finite number");
    }
    boolean whole = digits.matches("-?[0-9]+");
    if (whole && Math.abs(value) > MAX_EXACT) {
      // WHY: canonical JSON writes decimal numbers up to 1e21 with all their digits.
      String list = "[" + digits + "]";
      if (!CanonicalJson.of(list).equals(list)) {
        throw Members.wrong(path, "a whole number that JSON readers take exactly");
      }
      return new PlanValue.Decimal(value);
    }
    return whole ? new PlanValue.Int(Long.parseLong(digits)) : new PlanValue.Decimal(value + 0.0);
  }
}
