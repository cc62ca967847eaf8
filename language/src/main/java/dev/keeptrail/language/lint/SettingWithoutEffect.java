package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A setting is written that only means something beside another value of another setting. */
final class SettingWithoutEffect implements LintRule {
  private static final String FUZZY = "set `fuzzy_matching: true`";
  private static final String NOTHING_MASKED = "nothing is masked with `action: block`";
  private static final String NO_HOSTS = "nothing is fetched without `allow_hosts`";
  private static final String LOCAL = "set `backend: external`";
  private static final String UNMATCHED = "set `require_source_match: true`";
  private static final String NO_CONSENT = "no consent is asked for with `consent_required: false`";

  private static final List<Dependency> DEPENDENCIES =
      List.of(
          fuzzy(Kinds.DLP_FILTER),
          fuzzy(Kinds.ENTITY_LIST_FILTER),
          fuzzy(Kinds.SAFETY_FILTER),
          fuzzy(Kinds.ITAR_EAR_FILTER),
          fuzzy(Kinds.DUAL_USE_FILTER),
          new Dependency(
              Kinds.PII_DETECTOR,
              "redaction",
              policy -> PlanSettings.is(policy, "action", "block"),
              NOTHING_MASKED),
          new Dependency(
              Kinds.HIPAA_PHI_DETECTOR,
              "redaction",
              policy -> PlanSettings.is(policy, "action", "block"),
              NOTHING_MASKED),
          new Dependency(
              Kinds.PROMPT_INJECTION,
              "response.message",
              policy -> PlanSettings.is(policy, "response.action", "flag"),
              "nobody is refused with `action: flag`"),
          new Dependency(
              Kinds.AGENT_FIREWALL,
              "transaction_limits.amount_fields",
              SettingWithoutEffect::limitsNoAmount,
              "set `max_single_transaction` or `require_approval_above`"),
          new Dependency(
              Kinds.HUMAN_OVERSIGHT,
              "default_assignee",
              policy -> PlanSettings.is(policy, "action", "block"),
              "nobody is asked with `action: block`"),
          new Dependency(
              Kinds.HUMAN_OVERSIGHT,
              "timeout_seconds",
              policy -> PlanSettings.is(policy, "action", "block"),
              "nobody is waited for with `action: block`"),
          new Dependency(
              Kinds.RBAC,
              "minimum_necessary.allowed_phi_roles",
              policy -> !PlanSettings.isTrue(policy, "minimum_necessary.enabled"),
              "set `enabled: true`"),
          new Dependency(
              Kinds.DATA_ROUTING_POLICY,
              "on_no_compliant_provider",
              SettingWithoutEffect::requiresNothing,
              "every target complies where nothing is required: require something"),
          new Dependency(
              Kinds.SAFETY_FILTER,
              "mode",
              policy -> PlanSettings.isTrue(policy, "replace_builtin"),
              "the words of a mode are replaced with `replace_builtin: true`"),
          new Dependency(
              Kinds.CITATION_VERIFIER,
              "min_confidence",
              policy ->
                  !PlanSettings.isTrue(policy, "require_source_match")
                      && !PlanSettings.isTrue(policy, "response.include_verification_report"),
              UNMATCHED),
          new Dependency(
              Kinds.CITATION_VERIFIER,
              "output_action.hallucination_action",
              policy -> !PlanSettings.isTrue(policy, "require_source_match"),
              UNMATCHED),
          withoutHosts("timeout_ms"),
          withoutHosts("max_bytes"),
          withoutHosts("action_on_error"),
          local("endpoint"),
          local("api_key"),
          new Dependency(
              Kinds.EU_AI_ACT, "risk_class", policy -> !asksFor(policy, 14), "list article 14"),
          new Dependency(
              Kinds.FLAGGED_REVIEW,
              "fail_closed",
              policy ->
                  PlanSettings.is(policy, "mode", "review_and_return")
                      || PlanSettings.is(policy, "mode", "audit_only"),
              "the answer goes out in any case with this `mode`"),
          unasked("consent_header"),
          unasked("consent_verification_endpoint"),
          new Dependency(
              Kinds.TOOL_VALIDATION,
              "declared_tools",
              policy -> PlanSettings.isTrue(policy, "allow_undeclared"),
              "every tool may be called with `allow_undeclared: true`"));

  private static Dependency fuzzy(String kind) {
    return new Dependency(
        kind, "max_distance", policy -> !PlanSettings.isTrue(policy, "fuzzy_matching"), FUZZY);
  }

  private static Dependency withoutHosts(String path) {
    return new Dependency(
        Kinds.CONTENT_EXTRACTOR,
        path,
        policy -> PlanSettings.isEmpty(policy, "allow_hosts"),
        NO_HOSTS);
  }

  private static Dependency local(String path) {
    return new Dependency(
        Kinds.EMBEDDING_DETECTOR,
        path,
        policy -> PlanSettings.is(policy, "backend", "local"),
        LOCAL);
  }

  private static Dependency unasked(String path) {
    return new Dependency(
        Kinds.GDPR_COMPLIANCE,
        path,
        policy -> !PlanSettings.isTrue(policy, "consent_required"),
        NO_CONSENT);
  }

  private static boolean asksFor(PolicyPlan policy, long article) {
    return PlanSettings.value(policy, "articles")
        .filter(value ->
            value instanceof PlanValue.Sequence(List<PlanValue> articles)
                && articles.contains(new PlanValue.Int(article)))
        .isPresent();
  }

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.SETTING_WITHOUT_EFFECT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PolicyPlan policy : pack.plan().chain()) {
      for (Dependency dependency : DEPENDENCIES) {
        if (dependency.kind().equals(policy.kind()) && dependency.idle().test(policy)) {
          pack.block(policy.name())
              .flatMap(decl -> field(decl.block().fields(), dependency.path()))
              .ifPresent(field -> report(policy, dependency, field, advice));
        }
      }
    }
  }

  private static boolean requiresNothing(PolicyPlan policy) {
    return !PlanSettings.isTrue(policy, "require_zero_data_retention")
        && !PlanSettings.isTrue(policy, "require_no_training")
        && PlanSettings.value(policy, "max_retention_days").isEmpty()
        && PlanSettings.value(policy, "allowed_regions").isEmpty();
  }

  private static boolean limitsNoAmount(PolicyPlan policy) {
    return Stream.of("max_single_transaction", "require_approval_above")
        .allMatch(limit -> PlanSettings.value(policy, "transaction_limits." + limit).isEmpty());
  }

  private static void report(
      PolicyPlan policy, Dependency dependency, FieldDecl field, Advice advice) {
    advice.add(
        field.span(),
        "policy." + policy.name() + "." + dependency.path(),
        Quoted.word(dependency.path()) + " has no effect here",
        dependency.hint() + ", or remove the setting");
  }

  private static Optional<FieldDecl> field(List<FieldDecl> fields, String path) {
    int dot = path.indexOf('.');
    String head = dot < 0 ? path : path.substring(0, dot);
    Optional<FieldDecl> found = fields.stream().filter(f -> f.name().equals(head)).findFirst();
    return dot < 0
        ? found
        : found
            .filter(f -> f.value() instanceof ValueDecl.Mapping)
            .flatMap(f -> field(((ValueDecl.Mapping) f.value()).fields(), path.substring(dot + 1)));
  }

  private record Dependency(String kind, String path, Predicate<PolicyPlan> idle, String hint) {}
}
