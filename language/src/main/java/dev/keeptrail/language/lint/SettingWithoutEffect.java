package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A setting is written that only means something beside another value of another setting. */
final class SettingWithoutEffect implements LintRule {
  private static final List<Dependency> DEPENDENCIES =
      List.of(
          new Dependency(
              Kinds.DLP_FILTER,
              "max_distance",
              policy -> !PlanSettings.isTrue(policy, "fuzzy_matching"),
              "set `fuzzy_matching: true`"),
          new Dependency(
              Kinds.ENTITY_LIST_FILTER,
              "max_distance",
              policy -> !PlanSettings.isTrue(policy, "fuzzy_matching"),
              "set `fuzzy_matching: true`"),
          new Dependency(
              Kinds.PII_DETECTOR,
              "redaction",
              policy -> PlanSettings.is(policy, "action", "block"),
              "nothing is masked with `action: block`"),
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
              Kinds.RBAC,
              "minimum_necessary.allowed_phi_roles",
              policy -> !PlanSettings.isTrue(policy, "minimum_necessary.enabled"),
              "set `enabled: true`"),
          new Dependency(
              Kinds.DATA_ROUTING_POLICY,
              "on_no_compliant_provider",
              SettingWithoutEffect::requiresNothing,
              "every target complies where nothing is required: require something"));

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
