package dev.keeptrail.engine.mutation;

import dev.keeptrail.engine.explain.RuleSources;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every pack that is one small change away from a pack, in the order in which it is written. */
final class PlanMutations {
  private final PackPlan plan;
  private final RuleSources sources;
  private final Map<String, PolicyDecl> decls = new HashMap<>();
  private final Map<String, KindSchema> kinds = new HashMap<>();
  private final List<Mutant> mutants = new ArrayList<>();

  private PlanMutations(CompiledPack pack, PackPlan plan) {
    this.plan = plan;
    this.sources = new RuleSources(plan, pack.rules());
    pack.files()
        .forEach(
            file -> file.policies().forEach(decl -> decls.putIfAbsent(decl.name().text(), decl)));
    PolicyKinds.installed().schemas().forEach(schema -> kinds.put(schema.name(), schema));
  }

  /** Those that mean something else than the pack, each meaning once. */
  static List<Mutant> of(CompiledPack pack, PackPlan plan) {
    var mutations = new PlanMutations(pack, plan);
    mutations.collect();
    Map<String, Mutant> different = new LinkedHashMap<>();
    mutations.mutants.forEach(
        mutant -> different.putIfAbsent(PlanDigest.of(mutant.plan()), mutant));
    different.remove(PlanDigest.of(plan));
    return List.copyOf(different.values());
  }

  private void collect() {
    for (int at = 0; at < plan.chain().size(); at++) {
      PolicyPlan policy = plan.chain().get(at);
      chain(at, policy);
      settings(at, policy);
      rules(at, policy);
    }
  }

  private void chain(int at, PolicyPlan policy) {
    Span span = span(policy);
    List<PolicyPlan> chain = plan.chain();
    if (chain.size() > 1) {
      List<PolicyPlan> rest = new ArrayList<>(chain);
      rest.remove(at);
      add("policy", policy.name(), "left out of the chain", span, rest);
    }
    if (at + 1 < chain.size()) {
      List<PolicyPlan> swapped = new ArrayList<>(chain);
      Collections.swap(swapped, at, at + 1);
      String words = "`%s` before `%s`".formatted(chain.get(at + 1).name(), policy.name());
      add("order", "chain", words, span, swapped);
    }
    if (policy.mode() == PolicyMode.ENFORCE) {
      PolicyPlan shadow =
          new PolicyPlan(
              policy.name(),
              policy.kind(),
              PolicyMode.SHADOW,
              policy.streaming(),
              policy.phases(),
              policy.settings(),
              policy.rules());
      add("mode", policy.name(), "recorded only (`shadow`)", span, with(at, shadow));
    }
  }

  private void settings(int at, PolicyPlan policy) {
    KindSchema schema = kinds.get(policy.kind());
    PolicyDecl decl = decls.get(policy.name());
    if (schema == null || decl == null) {
      return;
    }
    SettingMutations.of(schema.settings(), policy.settings(), decl.block().fields())
        .forEach(change ->
            add(
                change.change().operator(),
                policy.name() + "." + change.path(),
                change.change().words(),
                change.span(),
                with(at, with(policy, change.change().value(), policy.rules()))));
  }

  private void rules(int at, PolicyPlan policy) {
    var mutations = new RuleMutations(sources, policy.name());
    for (int r = 0; r < policy.rules().size(); r++) {
      Rule rule = policy.rules().get(r);
      String where = policy.name() + "." + rule.name();
      if (policy.rules().size() > 1) {
        List<Rule> rest = new ArrayList<>(policy.rules());
        rest.remove(r);
        add("rule", where, "left out", mutations.span(rule), with(at, with(policy, rest)));
      }
      for (RuleMutations.At change : mutations.of(rule)) {
        List<Rule> all = new ArrayList<>(policy.rules());
        all.set(r, change.change().value());
        add(
            change.change().operator(),
            where,
            change.change().words(),
            change.span(),
            with(at, with(policy, all)));
      }
    }
  }

  private @Nullable Span span(PolicyPlan policy) {
    PolicyDecl decl = decls.get(policy.name());
    return decl == null ? null : decl.name().span();
  }

  private void add(
      String operator, String where, String words, @Nullable Span span, List<PolicyPlan> chain) {
    mutants.add(
        new Mutant(
            operator,
            where,
            words,
            span,
            new PackPlan(plan.pack(), plan.providers(), chain, plan.gateway())));
  }

  private List<PolicyPlan> with(int at, PolicyPlan policy) {
    List<PolicyPlan> chain = new ArrayList<>(plan.chain());
    chain.set(at, policy);
    return chain;
  }

  private static PolicyPlan with(PolicyPlan policy, List<Rule> rules) {
    return with(policy, policy.settings(), rules);
  }

  private static PolicyPlan with(PolicyPlan policy, PlanValue.Mapping settings, List<Rule> rules) {
    return new PolicyPlan(
        policy.name(),
        policy.kind(),
        policy.mode(),
        policy.streaming(),
        policy.phases(),
        settings,
        rules);
  }
}
