package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the chain, the policies it names, and those it does not. */
final class ChainChecker {
  private final Problems problems;
  private final KindLookup kinds;
  private final PolicyChecker policies;

  ChainChecker(Problems problems, KindLookup kinds, PolicyChecker policies) {
    this.problems = problems;
    this.kinds = kinds;
    this.policies = policies;
  }

  List<PolicyPlan> check(ChainDecl chain, List<PolicyDecl> configured) {
    Map<String, KindSchema> entries = entries(chain);
    Map<String, PolicyPlan> plans = new HashMap<>();
    for (PolicyDecl policy : configured) {
      boolean used = entries.containsKey(policy.name().text());
      kinds
          .find(policy.name())
          .ifPresent(kind -> {
            plans.put(kind.name(), policies.check(kind, policy.block().fields()));
            if (!used && chain.complete()) {
              reportUnused(policy);
            }
          });
    }
    List<PolicyPlan> ordered = new ArrayList<>();
    entries.forEach((name, kind) -> {
      PolicyPlan plan = plans.get(name);
      ordered.add(plan == null ? policies.check(kind, List.of()) : plan);
    });
    return ordered;
  }

  private Map<String, KindSchema> entries(ChainDecl chain) {
    if (chain.entries().isEmpty() && chain.complete()) {
      problems.add(
          DiagnosticCode.EMPTY_CHAIN,
          chain.span(),
          "policies.chain",
          "the chain names no policy",
          "list at least one policy kind, such as `audit-logger`");
    }
    Map<String, Span> seen = new HashMap<>();
    Map<String, KindSchema> entries = new LinkedHashMap<>();
    for (NameDecl entry : chain.entries()) {
      Span first = seen.putIfAbsent(entry.text(), entry.span());
      if (first == null) {
        kinds.find(entry).ifPresent(kind -> entries.put(entry.text(), kind));
      } else {
        reportRepeated(entry, first);
      }
    }
    return entries;
  }

  private void reportRepeated(NameDecl entry, Span first) {
    problems.add(
        DiagnosticCode.REPEATED_POLICY,
        entry.span(),
        entry.path(),
        Quoted.word(entry.text()) + " is in the chain twice",
        "the first one is on line " + first.line() + ", column " + first.column());
  }

  private void reportUnused(PolicyDecl policy) {
    problems.add(
        DiagnosticCode.UNUSED_POLICY,
        policy.name().span(),
        policy.name().path(),
        Quoted.word(policy.name().text()) + " is configured, but not in the chain",
        "add it to `policies.chain`, or remove the block");
  }
}
