package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A policy of the chain that, as it is set, lets everything pass and records nothing of it. */
final class PolicyWithoutWork implements LintRule {
  private static final Map<String, Idle> IDLE =
      Map.ofEntries(
          Map.entry(
              Kinds.ENTITY_LIST_FILTER,
              new Idle(empty("blocked_entities"), "list names under `blocked_entities`")),
          Map.entry(
              Kinds.AGENT_FIREWALL,
              new Idle(
                  PolicyWithoutWork::firewallForbidsNothing,
                  "set `allowed_tools`, `blocked_tools`, `max_actions_per_session`,"
                      + " `transaction_limits`, `kill_switches` or `tools.roles`")),
          Map.entry(
              Kinds.CONTENT_EXTRACTOR,
              new Idle(
                  empty("allow_hosts").or(off("fetch_urls")), "list hosts under `allow_hosts`")),
          Map.entry(
              Kinds.DATA_ROUTING_POLICY,
              new Idle(
                  PolicyWithoutWork::requiresNothing,
                  "set `require_zero_data_retention`, `require_no_training`,"
                      + " `max_retention_days` or `allowed_regions`")),
          Map.entry(
              Kinds.EMBEDDING_DETECTOR,
              new Idle(empty("categories"), "list reference texts under `categories`")),
          Map.entry(
              Kinds.HUMAN_OVERSIGHT,
              new Idle(empty("require_human_for"), "list categories under `require_human_for`")),
          Map.entry(
              Kinds.LANGUAGE_VALIDATOR,
              new Idle(
                  empty("allowed_languages").and(empty("denied_languages")),
                  "list languages under `allowed_languages` or `denied_languages`: an empty list"
                      + " allows all")),
          Map.entry(
              Kinds.QUALITY_SCORER,
              new Idle(
                  empty("assertions").and(zero("min_output_chars")).and(zero("min_sentences")),
                  "list `assertions`, or set `min_output_chars` or `min_sentences`")),
          Map.entry(
              Kinds.REQUEST_REWRITER, new Idle(empty("rules"), "list rewritings under `rules`")),
          Map.entry(
              Kinds.RESPONSE_REWRITER, new Idle(empty("rules"), "list rewritings under `rules`")),
          Map.entry(
              Kinds.TOOL_BUDGET,
              new Idle(
                  PolicyWithoutWork::bindsNoTool,
                  "set `max_calls` or `max_tokens` of a tool under `budgets`")),
          Map.entry(Kinds.CODE_SANITIZER, new Idle(off("enabled"), "set `enabled: true`")),
          Map.entry(Kinds.DOCUMENT_ANALYZER, new Idle(off("enabled"), "set `enabled: true`")),
          Map.entry(
              Kinds.CJIS_MODE,
              new Idle(
                  off("require_auth").and(off("access_logging")),
                  "set `require_auth` or `access_logging`")),
          Map.entry(
              Kinds.RBAC,
              new Idle(
                  PolicyWithoutWork::asksNobody,
                  "set `deny_if_missing`, `require_auth`, `roles`, `data_access` or"
                      + " `minimum_necessary`")));

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.POLICY_WITHOUT_WORK;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PolicyPlan policy : pack.plan().chain()) {
      Idle idle = IDLE.get(policy.kind());
      if (idle != null && idle.when().test(policy)) {
        advice.add(
            pack.entry(policy.name()),
            "policy." + policy.name(),
            Quoted.word(policy.name()) + " has nothing to do: as it is set, everything passes",
            idle.hint() + ", or take it out of the chain");
      }
    }
  }

  private static Predicate<PolicyPlan> empty(String path) {
    return policy ->
        PlanSettings.value(policy, path)
            .map(value ->
                switch (value) {
                  case PlanValue.Sequence sequence -> sequence.items().isEmpty();
                  case PlanValue.Mapping mapping -> mapping.entries().isEmpty();
                  default -> false;
                })
            .orElse(true);
  }

  private static Predicate<PolicyPlan> off(String path) {
    return policy -> !PlanSettings.isTrue(policy, path);
  }

  private static Predicate<PolicyPlan> unset(String path) {
    return policy -> PlanSettings.value(policy, path).isEmpty();
  }

  private static Predicate<PolicyPlan> zero(String path) {
    return policy ->
        PlanSettings.value(policy, path).filter(new PlanValue.Int(0)::equals).isPresent();
  }

  private static boolean firewallForbidsNothing(PolicyPlan policy) {
    return Stream.of(
            unset("allowed_tools"),
            empty("blocked_tools"),
            unset("max_actions_per_session"),
            empty("tools.roles"),
            unset("transaction_limits.max_single_transaction"),
            unset("transaction_limits.require_approval_above"),
            unset("kill_switches.max_errors_before_halt"),
            off("kill_switches.halt_on_pii_in_action"),
            off("kill_switches.halt_on_suspicious_pattern"))
        .allMatch(idle -> idle.test(policy));
  }

  private static boolean requiresNothing(PolicyPlan policy) {
    return Stream.of(
            off("require_zero_data_retention"),
            off("require_no_training"),
            unset("max_retention_days"),
            unset("allowed_regions"))
        .allMatch(idle -> idle.test(policy));
  }

  private static boolean asksNobody(PolicyPlan policy) {
    return Stream.of(
            empty("deny_if_missing"),
            off("require_auth"),
            empty("roles"),
            empty("data_access"),
            off("minimum_necessary.enabled"))
        .allMatch(idle -> idle.test(policy));
  }

  private static boolean bindsNoTool(PolicyPlan policy) {
    return PlanSettings.value(policy, "budgets")
        .filter(PlanValue.Mapping.class::isInstance)
        .map(value ->
            ((PlanValue.Mapping) value)
                .entries().values().stream()
                    .filter(PlanValue.Mapping.class::isInstance)
                    .allMatch(budget -> limits((PlanValue.Mapping) budget).findAny().isEmpty()))
        .orElse(true);
  }

  private static Stream<PlanValue> limits(PlanValue.Mapping budget) {
    return Stream.of("max_calls", "max_tokens").map(budget.entries()::get).filter(Objects::nonNull);
  }

  private record Idle(Predicate<PolicyPlan> when, String hint) {}
}
