package dev.keeptrail.language.layer;

import dev.keeptrail.language.layer.Weakening.Becomes;
import dev.keeptrail.language.layer.Weakening.Falls;
import dev.keeptrail.language.layer.Weakening.Gains;
import dev.keeptrail.language.layer.Weakening.GainsRoles;
import dev.keeptrail.language.layer.Weakening.Leaves;
import dev.keeptrail.language.layer.Weakening.Loses;
import dev.keeptrail.language.layer.Weakening.LosesNames;
import dev.keeptrail.language.layer.Weakening.Ranked;
import dev.keeptrail.language.layer.Weakening.Rises;
import dev.keeptrail.language.layer.Weakening.Turns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table of settings by kind of policy, and of which way makes each of them weaker. A setting
 * that is not here is no protection, or nobody can tell from its values which of two is the weaker.
 * {@code *} in a path is each name that both sides have.
 */
public final class Weakenings {
  private static final Weakening OFF = new Turns(false);
  private static final Weakening ON = new Turns(true);
  private static final Weakening HIGHER = new Rises(false);
  private static final Weakening HIGHER_OR_NONE = new Rises(true);
  private static final Weakening REDACT_OR_BLOCK = new Ranked("redact", "block");
  private static final Weakening FLAG_TO_BLOCK = new Ranked("flag", "escalate", "block");
  private static final Weakening NOT_BOTH = new Leaves("both");
  private static final Weakening FEWER = new Loses(Members.PLAIN);
  private static final Weakening FEWER_CATEGORIES = new Loses(Members.CATEGORIES);
  private static final Weakening MORE_EXEMPTIONS = new Gains(Members.CATEGORIES, false);
  private static final Weakening MORE_TOOLS = new Gains(Members.WILDCARDS, true);
  private static final Weakening FEWER_TOOLS = new Loses(Members.WILDCARDS_OF_ANY_CASE);

  /** By kind of policy, then by path. */
  private static final Map<String, Map<List<String>, Weakening>> TABLE =
      Map.ofEntries(
          Map.entry(
              "agent-firewall",
              paths(
                  at("allowed_tools", MORE_TOOLS),
                  at("blocked_tools", FEWER_TOOLS),
                  at("max_actions_per_session", HIGHER_OR_NONE),
                  at("tools.roles", new GainsRoles(null)),
                  at("tools.roles.*.allowed", MORE_TOOLS),
                  at("tools.roles.*.denied", FEWER_TOOLS),
                  at("transaction_limits.max_single_transaction", HIGHER_OR_NONE),
                  at("transaction_limits.require_approval_above", HIGHER_OR_NONE),
                  at("transaction_limits.amount_fields", FEWER),
                  at("kill_switches.max_errors_before_halt", HIGHER_OR_NONE),
                  at("kill_switches.halt_on_pii_in_action", OFF),
                  at("kill_switches.halt_on_suspicious_pattern", OFF))),
          Map.entry("case-privacy", paths(at("detect_patterns", FEWER))),
          Map.entry("cjis-mode", paths(at("require_auth", OFF), at("access_logging", OFF))),
          Map.entry(
              "bias-monitor",
              paths(at("protected_characteristics", FEWER), at("threshold", HIGHER))),
          Map.entry(
              "bot-detector",
              paths(
                  at("profile_window_seconds", new Falls()),
                  at("similarity_threshold", HIGHER),
                  at("max_requests_per_window", HIGHER),
                  at("action", new Ranked("warn", "block")))),
          Map.entry(
              "citation-verifier",
              paths(
                  at("require_sources", OFF),
                  at("require_source_match", OFF),
                  at("min_confidence", new Falls()),
                  at("min_groundedness", new Falls()),
                  at("output_action.unverified_action", new Ranked("flag", "block")),
                  at("output_action.hallucination_action", new Ranked("flag", "block")))),
          Map.entry(
              "code-sanitizer",
              paths(
                  at("enabled", OFF), at("block_on_match", OFF), at("additional_patterns", FEWER))),
          Map.entry(
              "content-extractor",
              paths(
                  at("allow_hosts", FEWER),
                  at("fetch_urls", OFF),
                  at("max_bytes", new Falls()),
                  at("action_on_error", new Ranked("warn", "block")))),
          Map.entry(
              "data-routing-policy",
              paths(
                  at("require_zero_data_retention", OFF),
                  at("require_no_training", OFF),
                  at("max_retention_days", HIGHER_OR_NONE),
                  at("allowed_regions", new Gains(Members.WILDCARDS, true)),
                  at("on_no_compliant_provider", new Ranked("warn", "block")))),
          Map.entry(
              "dlp-filter",
              paths(
                  at("action", REDACT_OR_BLOCK),
                  at("detect_patterns", FEWER),
                  at("blocked_terms", FEWER),
                  at("fuzzy_matching", OFF),
                  at("max_distance", new Falls()),
                  at("sensitivity_level", new Ranked("standard", "high", "restricted")))),
          Map.entry(
              "document-analyzer",
              paths(
                  at("enabled", OFF),
                  at("sanitize_code", OFF),
                  at("max_document_bytes", HIGHER),
                  at("allowed_mime_types", new Gains(Members.WILDCARDS, true)))),
          Map.entry(
              "embedding-detector",
              paths(at("action", REDACT_OR_BLOCK), at("similarity_threshold", HIGHER))),
          Map.entry(
              "dual-use-filter",
              paths(
                  at("blocked_terms", FEWER),
                  at("action", REDACT_OR_BLOCK),
                  at("fuzzy_matching", OFF),
                  at("max_distance", new Falls()))),
          Map.entry(
              "entity-list-filter",
              paths(
                  at("blocked_entities", FEWER),
                  at("fuzzy_matching", OFF),
                  at("max_distance", new Falls()))),
          Map.entry("eu-ai-act", paths(at("risk_class", new Ranked("minimal", "limited", "high")))),
          Map.entry(
              "external-moderation",
              paths(
                  at("action", FLAG_TO_BLOCK),
                  at("categories", new Loses(Members.PLAIN, true)),
                  at("threshold", HIGHER))),
          Map.entry(
              "financial-compliance",
              paths(at("blocked_patterns", FEWER), at("required_disclaimers", FEWER))),
          Map.entry(
              "flagged-review",
              paths(
                  at("mode", new Ranked("audit_only", "review_and_return", "escalate", "judge")),
                  at("provider_isolation", OFF),
                  at("fail_closed", OFF))),
          Map.entry(
              "gdpr-compliance", paths(at("consent_required", OFF), at("data_categories", FEWER))),
          Map.entry(
              "healthcare-compliance",
              paths(
                  at("blocked_patterns", FEWER),
                  at("required_disclaimers", FEWER),
                  at("fda_class", new Ranked("I", "II", "III")))),
          Map.entry(
              "hipaa-phi-detector",
              paths(at("action", REDACT_OR_BLOCK), at("safe_harbor_method", OFF))),
          Map.entry(
              "human-oversight",
              paths(
                  at("require_human_for", FEWER_CATEGORIES),
                  at("action", new Ranked("escalate", "block")),
                  at("confidence_threshold", HIGHER))),
          Map.entry(
              "language-validator",
              paths(
                  at("allowed_languages", new Gains(Members.PLAIN, true)),
                  at("denied_languages", FEWER),
                  at("min_confidence", HIGHER))),
          Map.entry(
              "itar-ear-filter",
              paths(
                  at("blocked_terms", FEWER),
                  at("fuzzy_matching", OFF),
                  at("max_distance", new Falls()))),
          Map.entry(
              "legal-privilege", paths(at("privilege_markers", FEWER), at("apply_to", NOT_BOTH))),
          Map.entry("mnpi-filter", paths(at("detect_patterns", FEWER), at("apply_to", NOT_BOTH))),
          Map.entry(
              "pii-detector",
              paths(
                  at("action", REDACT_OR_BLOCK),
                  at("healthcare_mode", OFF),
                  at("pci_mode", OFF),
                  at("entities", FEWER_CATEGORIES),
                  at("exclude", MORE_EXEMPTIONS),
                  at("detect_patterns", FEWER))),
          Map.entry(
              "prompt-injection",
              paths(
                  at("response.action", FLAG_TO_BLOCK),
                  at("detection.embedding_threshold", HIGHER),
                  at("detection.thresholds.user", HIGHER),
                  at("detection.thresholds.tool_result", HIGHER),
                  at("detection.thresholds.tool_description", HIGHER),
                  at("detection.attack_patterns", FEWER),
                  at("encoding.decode_base64", OFF),
                  at("encoding.normalize_unicode", OFF),
                  at("encoding.detect_homoglyphs", OFF),
                  at("boundaries.enforce_delimiters", OFF),
                  at("boundaries.reject_fake_boundaries", OFF))),
          Map.entry(
              "quality-scorer",
              paths(
                  at("min_output_chars", new Falls()),
                  at("min_sentences", new Falls()),
                  at("thresholds.min_aggregate", new Falls()),
                  at("pass_policy.threshold", new Falls()))),
          Map.entry(
              "rbac",
              paths(
                  at("deny_if_missing", FEWER),
                  at("require_auth", OFF),
                  at("roles", new GainsRoles(null)),
                  at("roles.*.allowed_tools", MORE_TOOLS),
                  at("roles.*.denied_tools", FEWER_TOOLS),
                  at("data_access", new GainsRoles("public")),
                  at(
                      "data_access.*.max_sensitivity",
                      new Ranked("restricted", "confidential", "internal", "public")),
                  at("minimum_necessary.enabled", OFF),
                  at("minimum_necessary.allowed_phi_roles", new Gains(Members.PLAIN, false)))),
          Map.entry("rules", paths(at("terms.*", FEWER))),
          Map.entry(
              "safety-filter",
              paths(
                  at("block_if", FEWER),
                  at("replace_builtin", ON),
                  at("action", new Ranked("escalate", "block")),
                  at("fuzzy_matching", OFF),
                  at("max_distance", new Falls()))),
          Map.entry("student-privacy", paths(at("action", REDACT_OR_BLOCK), at("age_gate", OFF))),
          Map.entry(
              "tool-budget",
              paths(
                  at("budgets", new LosesNames()),
                  at("budgets.*.max_tokens", HIGHER_OR_NONE),
                  at("budgets.*.max_calls", HIGHER_OR_NONE))),
          Map.entry(
              "tool-security",
              paths(
                  at("fail_closed", OFF),
                  at("min_confidence", HIGHER),
                  at("blocked_entity_types", FEWER))),
          Map.entry("tool-validation", paths(at("allow_undeclared", ON))),
          Map.entry(
              "upl-filter",
              paths(
                  at("blocked_patterns", FEWER),
                  at("require_disclaimer", OFF),
                  at("rewrite_to_educational", ON))));

  /** What every kind that masks has. */
  private static final Map<List<String>, Weakening> MARKERS =
      paths(
          at("redaction.marker_format", new Becomes("partial")),
          at("redaction.include_metadata", OFF));

  private static final List<String> THRESHOLD = List.of("detection", "embedding_threshold");

  private Weakenings() {}

  /** The setting that holds where one is left out; empty where there is no other. */
  static List<String> instead(List<String> path) {
    return path.size() == 3 && path.get(1).equals("thresholds") ? THRESHOLD : List.of();
  }

  /** The paths of settings that are compared, by kind of policy; {@code *} is any name. */
  public static Map<String, Set<List<String>>> paths() {
    Map<String, Set<List<String>>> paths = new TreeMap<>();
    TABLE.forEach((kind, settings) -> paths.put(kind, settings.keySet()));
    return paths;
  }

  /** What can get weaker in a kind of policy, by path. */
  static Map<List<String>, Weakening> of(String kind) {
    Map<List<String>, Weakening> all = new LinkedHashMap<>(TABLE.getOrDefault(kind, Map.of()));
    all.putAll(MARKERS);
    return all;
  }

  private static Map.Entry<List<String>, Weakening> at(String path, Weakening weakening) {
    return Map.entry(List.of(path.split("\\.", -1)), weakening);
  }

  @SafeVarargs
  private static Map<List<String>, Weakening> paths(Map.Entry<List<String>, Weakening>... entries) {
    Map<List<String>, Weakening> paths = new LinkedHashMap<>();
    for (Map.Entry<List<String>, Weakening> entry : entries) {
      paths.put(entry.getKey(), entry.getValue());
    }
    return paths;
  }
}
