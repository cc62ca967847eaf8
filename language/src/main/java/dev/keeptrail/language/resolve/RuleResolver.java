package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.resolve.AlternativeResolver.Resolved;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves rules: condition to alternatives, effect, tags. */
final class RuleResolver {
  private final Problems problems;
  private final ConditionReader conditions;
  private final NormalForm normalForm;
  private final ExpressionChecker expressions;
  private final EffectReader effects;
  private final EffectResolver effectResolver;

  RuleResolver(
      Problems problems,
      Budget budget,
      Definitions definitions,
      Categories categories,
      PatternCheck patterns,
      PlaceholderReader placeholders) {
    this.problems = problems;
    this.expressions = new ExpressionChecker(problems, budget, definitions, categories, patterns);
    this.conditions = new ConditionReader(problems, budget, definitions, expressions);
    this.normalForm = new NormalForm(problems);
    this.effects = new EffectReader(problems, new TemplateReader(problems, placeholders));
    this.effectResolver = new EffectResolver(problems, budget, expressions);
  }

  /** A rule with its places. */
  record ResolvedRule(Rule rule, RuleSource source) {}

  ExpressionChecker expressions() {
    return expressions;
  }

  /** Checks a definition that is a condition, as far as it can be checked by itself. */
  void checkCondition(ExprDecl condition, Origin origin, Span span) {
    read(condition, origin, span)
        .ifPresent(all -> {
          BindingNames names = new BindingNames(problems, all);
          all.forEach(leaves -> alternative(leaves, names, Slots.of(leaves, origin)));
        });
  }

  /**
   * The rule; empty when it was reported.
   *
   * @param phases when the policy runs
   */
  Optional<ResolvedRule> resolve(RuleDecl decl, String policy, Scope scope, Set<Phase> phases) {
    String path = "policy." + policy + ".rules." + decl.name().text();
    Origin when = Origin.of(scope, path + ".when");
    EffectDraft draft =
        effects.read(
            decl.then(), path + ".then", EffectReader.defaultReason(policy, decl.name().text()));
    Optional<List<List<Leaf>>> alternatives = read(decl.when(), when, decl.when().span());
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    return resolve(decl, policy, phases, when, draft, alternatives.get());
  }

  private Optional<ResolvedRule> resolve(
      RuleDecl decl,
      String policy,
      Set<Phase> phases,
      Origin when,
      EffectDraft draft,
      List<List<Leaf>> alternatives) {
    SharedBindings shared = SharedBindings.of(draft, alternatives, when, problems);
    BindingNames names = new BindingNames(problems, alternatives);
    List<Resolved> resolved = new ArrayList<>();
    for (List<Leaf> leaves : alternatives) {
      List<Integer> slots =
          alternatives.size() == 1
              ? Slots.of(leaves, when)
              : Slots.of(leaves, when, shared.order());
      resolved.add(alternative(leaves, names, slots));
    }
    reportNeverFires(decl, resolved, alternatives, phases, when.path());
    Origin then =
        new Origin(when.scope(), when.path().replace(".when", ".then"), when.frame(), null);
    Place place = new Place(then, shared.visible(resolved.getFirst().bindings()), null);
    Optional<Effect> effect =
        effectResolver.resolve(draft, place, alternatives.stream().map(this::matched).toList());
    Map<String, Template> tags = effectResolver.tags(draft, place);
    if (effect.isEmpty() || problems.hasErrors()) {
      return Optional.empty();
    }
    Rule rule =
        new Rule(
            decl.name().text(),
            resolved.stream().map(Resolved::alternative).toList(),
            effect.get(),
            tags);
    RuleSource source =
        new RuleSource(policy, decl, resolved.stream().map(Resolved::source).toList());
    return Optional.of(new ResolvedRule(rule, source));
  }

  private Optional<List<List<Leaf>>> read(ExprDecl condition, Origin origin, Span span) {
    Formula formula = conditions.read(condition, origin);
    Optional<List<List<Leaf>>> alternatives = normalForm.alternatives(formula, span, origin.path());
    boolean fit = true;
    for (List<Leaf> leaves : alternatives.orElse(List.of())) {
      fit &= isWithinBounds(leaves, origin, span);
    }
    return fit ? alternatives : Optional.empty();
  }

  private boolean isWithinBounds(List<Leaf> leaves, Origin origin, Span span) {
    long matches = leaves.stream().filter(Leaf.Matched.class::isInstance).count();
    int patterns = Slots.patterns(leaves, origin);
    if (matches <= Rule.MAX_MATCHES && patterns <= Rule.MAX_PATTERNS) {
      return true;
    }
    boolean tooManyMatches = matches > Rule.MAX_MATCHES;
    problems.add(
        DiagnosticCode.TOO_MANY_PATTERNS,
        span,
        origin.path(),
        tooManyMatches
            ? "the rule matches " + matches + " facts at once, more than " + Rule.MAX_MATCHES
            : "the rule has " + patterns + " patterns, more than " + Rule.MAX_PATTERNS,
        tooManyMatches
            ? "write `exists` before patterns that need no name"
            : "write several rules, or ask for fewer facts");
    return false;
  }

  private Resolved alternative(List<Leaf> leaves, BindingNames names, List<Integer> slots) {
    return new AlternativeResolver(problems, expressions, names, slots).resolve(leaves);
  }

  private List<FactType> matched(List<Leaf> leaves) {
    List<FactType> types = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (leaf instanceof Leaf.Matched(Formula.Fact fact)) {
        types.add(fact.type());
      }
      if (leaf instanceof Leaf.Poisoned) {
        // Whatever it was may have been a finding.
        types.add(FactType.FINDING);
      }
    }
    return types;
  }

  private void reportNeverFires(
      RuleDecl decl,
      List<Resolved> resolved,
      List<List<Leaf>> alternatives,
      Set<Phase> phases,
      String path) {
    NameDecl name = decl.name();
    if (resolved.stream().noneMatch(Resolved::possible)) {
      problems.add(
          DiagnosticCode.NEVER_FIRES,
          name.span(),
          path,
          "rule " + Quoted.word(name.text()) + " can never fire: its condition is always false",
          null);
      return;
    }
    Set<FactType> missing = new LinkedHashSet<>();
    for (List<Leaf> leaves : alternatives) {
      Optional<FactType> absent = neverThere(leaves, phases);
      if (absent.isEmpty()) {
        return;
      }
      missing.add(absent.get());
    }
    String words = Quoted.words(missing.stream().map(FactType::word).toList());
    problems.add(
        DiagnosticCode.NEVER_FIRES,
        name.span(),
        path,
        "rule " + Quoted.word(name.text()) + " can never fire: its policy sees no " + words,
        "such facts exist in "
            + Quoted.words(
                missing.stream()
                    .flatMap(type -> FactSchema.phases(type).stream())
                    .distinct()
                    .sorted()
                    .map(Phase::word)
                    .toList())
            + "; the policy runs in "
            + Quoted.words(phases.stream().sorted().map(Phase::word).toList()));
  }

  /** A type of fact that has to be there and that no phase of the policy has. */
  private static Optional<FactType> neverThere(List<Leaf> leaves, Set<Phase> phases) {
    for (Phase phase : phases) {
      if (needed(leaves).stream().allMatch(type -> FactSchema.phases(type).contains(phase))) {
        return Optional.empty();
      }
    }
    return needed(leaves).stream()
        .filter(type -> FactSchema.phases(type).size() < Phase.values().length)
        .findFirst();
  }

  private static List<FactType> needed(List<Leaf> leaves) {
    List<FactType> needed = new ArrayList<>();
    for (Leaf leaf : leaves) {
      switch (leaf) {
        case Leaf.Matched(Formula.Fact fact) -> needed.add(fact.type());
        case Leaf.Group group -> {
          for (Formula.Part part : group.parts()) {
            if (!group.absent() && part instanceof Formula.Fact fact) {
              needed.add(fact.type());
            }
          }
        }
        case Leaf.Counted _, Leaf.Tested _, Leaf.Never _, Leaf.Poisoned _ -> {}
      }
    }
    return needed;
  }
}
