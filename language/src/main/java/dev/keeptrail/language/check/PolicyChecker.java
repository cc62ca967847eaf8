package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.ValueCheck;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.StreamingMode;
import dev.keeptrail.language.resolve.PackSources.Policy;
import dev.keeptrail.language.resolve.RuleSetResolver;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks one policy: its settings, the phases it is limited to, and its rules. */
final class PolicyChecker {
  private static final String ENFORCEMENT = PackSettings.ENFORCEMENT.name();
  private static final String STREAMING = PackSettings.STREAMING.name();

  private final Problems problems;
  private final BlockChecker blocks;
  private final AliasRewriter aliases;
  private final OwnCategories ownCategories;
  private final RuleSetResolver rules;

  PolicyChecker(Problems problems, BlockChecker blocks, RuleSetResolver rules) {
    this.problems = problems;
    this.blocks = blocks;
    this.aliases = new AliasRewriter(problems);
    this.ownCategories = new OwnCategories(problems);
    this.rules = rules;
  }

  /** A policy with the places of its rules. */
  record Checked(PolicyPlan plan, List<RuleSource> rules) {}

  /** A policy of a kind that nothing is written about: all defaults. */
  Checked defaults(KindSchema kind, NameDecl entry) {
    if (kind.name().equals(PolicyDecl.RULES)) {
      reportNoRules(entry);
    }
    return new Checked(
        plan(kind, entry, List.of(), true, Set.of(), RuleSetResolver.Rules.NONE), List.of());
  }

  Checked check(KindSchema kind, Policy policy) {
    PolicyDecl decl = policy.decl();
    Set<Phase> phases = phases(kind, decl);
    RuleSetResolver.Rules resolved = rules(kind, policy, phases);
    PolicyPlan plan =
        plan(
            kind,
            decl.name(),
            decl.block().fields(),
            decl.block().complete(),
            phases.equals(kind.phases()) ? Set.of() : phases,
            resolved);
    return new Checked(plan, resolved.sources());
  }

  /** Whether every value could be read; what is wrong with one that could not is reported. */
  private static boolean isRead(List<FieldDecl> fields) {
    return fields.stream().allMatch(field -> isRead(field.value()));
  }

  private static boolean isRead(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Invalid _ -> false;
      case ValueDecl.Mapping mapping -> isRead(mapping.fields());
      case ValueDecl.Sequence sequence -> sequence.items().stream().allMatch(PolicyChecker::isRead);
      case ValueDecl.Text _,
          ValueDecl.Bool _,
          ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Nothing _ ->
          true;
    };
  }

  private PolicyPlan plan(
      KindSchema kind,
      NameDecl name,
      List<FieldDecl> fields,
      boolean complete,
      Set<Phase> phases,
      RuleSetResolver.Rules resolved) {
    String path = "policy." + name.text();
    List<Setting> settings = new ArrayList<>(kind.settings());
    settings.addAll(PackSettings.POLICY);
    List<FieldDecl> current = aliases.rewrite(path, fields, settings);
    int before = problems.errors();
    Map<String, PlanValue> values =
        new LinkedHashMap<>(blocks.check(path, current, settings).entries());
    boolean sound = complete && isRead(current) && problems.errors() == before;
    PlanValue enforcement = values.remove(ENFORCEMENT);
    boolean shadow = new PlanValue.Text(PolicyMode.SHADOW.word()).equals(enforcement);
    PlanValue streaming = values.remove(STREAMING);
    boolean buffered = new PlanValue.Text(StreamingMode.BUFFERED.word()).equals(streaming);
    if (sound) {
      kind.check()
          .fault(new PlanValue.Mapping(values))
          .ifPresent(fault -> reportFault(path, fault, current, name));
    }
    return new PolicyPlan(
        name.text(),
        kind.name(),
        shadow ? PolicyMode.SHADOW : PolicyMode.ENFORCE,
        buffered ? StreamingMode.BUFFERED : StreamingMode.REALTIME,
        List.copyOf(phases),
        new PlanValue.Mapping(values),
        resolved.rules());
  }

  /** What is missing is told where the policy is named. */
  private void reportFault(
      String path, ValueCheck.Fault fault, List<FieldDecl> fields, NameDecl name) {
    problems.add(
        DiagnosticCode.UNUSABLE_VALUE,
        FieldPlaces.find(fields, fault.path()).orElse(name.span()),
        path + "." + fault.path(),
        fault.problem());
  }

  private RuleSetResolver.Rules rules(KindSchema kind, Policy policy, Set<Phase> phases) {
    PolicyDecl decl = policy.decl();
    boolean ofRules = kind.name().equals(PolicyDecl.RULES);
    if (ofRules && decl.rules().isEmpty() && decl.block().complete() && !problems.hasErrors()) {
      reportNoRules(decl.name());
    }
    if (!ofRules && decl.hasRules()) {
      problems.add(
          DiagnosticCode.RULES_NOT_ALLOWED,
          decl.name().span(),
          decl.name().path(),
          "a policy of kind " + Quoted.word(kind.name()) + " has no rules of its own",
          "put the rules into a policy of kind `rules`, and both into the chain");
      return RuleSetResolver.Rules.NONE;
    }
    return ofRules
        ? rules.resolve(decl, policy.scope(), phases, ownCategories.of(decl))
        : RuleSetResolver.Rules.NONE;
  }

  private void reportNoRules(NameDecl name) {
    problems.add(
        DiagnosticCode.NO_RULES,
        name.span(),
        name.path(),
        "policy " + Quoted.word(name.text()) + " has no rules",
        "write `rule name { when ... then ... }` into a policy of that name");
  }

  private Set<Phase> phases(KindSchema kind, PolicyDecl decl) {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    for (NameDecl name : decl.phases()) {
      Optional<Phase> phase =
          Stream.of(Phase.values()).filter(each -> each.word().equals(name.text())).findFirst();
      if (phase.isEmpty()) {
        reportUnknownPhase(name);
      } else if (!kind.phases().contains(phase.get())) {
        reportOtherPhase(name, kind);
      } else {
        phases.add(phase.get());
      }
    }
    return phases.isEmpty() ? kind.phases() : phases;
  }

  private void reportUnknownPhase(NameDecl name) {
    List<String> words = Stream.of(Phase.values()).map(Phase::word).toList();
    problems.add(
        DiagnosticCode.UNKNOWN_WORD,
        name.span(),
        name.path(),
        Quoted.word(name.text()) + " is no phase",
        AllowedWords.hint(name.text(), words));
  }

  private void reportOtherPhase(NameDecl name, KindSchema kind) {
    List<String> words = kind.phases().stream().sorted().map(Phase::word).toList();
    problems.add(
        DiagnosticCode.PHASE_NOT_OF_KIND,
        name.span(),
        name.path(),
        Quoted.word(kind.name()) + " does not run in phase " + Quoted.word(name.text()),
        "it runs in " + Quoted.words(words));
  }
}
