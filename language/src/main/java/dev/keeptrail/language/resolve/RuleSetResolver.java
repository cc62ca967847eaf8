package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.resolve.RuleResolver.ResolvedRule;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.NameWords;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resolves the definitions and rules of a pack. Serves one pack. */
public final class RuleSetResolver {
  private static final int MAX_NAME_LENGTH = 128;

  private final Problems problems;
  private final Categories categories;
  private final PatternCheck patterns;
  private final PlaceholderReader placeholders;
  private final Budget budget;
  private final Definitions definitions;

  /**
   * For one pack.
   *
   * @param builtIn every category that a built-in detector reports; empty leaves them unchecked
   */
  public RuleSetResolver(
      Problems problems,
      List<String> builtIn,
      PatternCheck patterns,
      PlaceholderReader placeholders) {
    this.problems = problems;
    this.categories = Categories.of(builtIn);
    this.patterns = patterns;
    this.placeholders = placeholders;
    this.budget = new Budget(problems);
    this.definitions = new Definitions(problems);
  }

  /** The rules of one policy; fewer than were written when some were reported. */
  public record Rules(List<Rule> rules, List<RuleSource> sources) {
    public static final Rules NONE = new Rules(List.of(), List.of());

    public Rules {
      rules = List.copyOf(rules);
      sources = List.copyOf(sources);
    }
  }

  /** Checks every definition of every file, used or not. */
  public void checkDefinitions(List<Scope> scopes) {
    RuleResolver resolver = resolver(categories);
    for (Scope scope : scopes) {
      scope.own().forEach(definition -> checkDefinition(definition, resolver));
    }
  }

  private void checkDefinition(Scope.Definition definition, RuleResolver resolver) {
    Span span = definition.decl().value().span();
    String path = Definitions.path(definition);
    if (!definitions.isCondition(definition)) {
      resolver.expressions().value(definition, span, path);
      return;
    }
    definitions.within(
        definition,
        () -> {
          Origin origin = Origin.of(definition.home(), path);
          resolver.checkCondition(definition.decl().value(), origin, span);
          return true;
        },
        false);
  }

  /**
   * The rules of a policy.
   *
   * @param phases when the policy runs
   * @param ownCategories those of the policy's own patterns and terms
   */
  public Rules resolve(
      PolicyDecl policy, Scope scope, Set<Phase> phases, List<String> ownCategories) {
    RuleResolver resolver = resolver(categories.with(ownCategories));
    List<Rule> rules = new ArrayList<>();
    List<RuleSource> sources = new ArrayList<>();
    Map<String, Span> seen = new HashMap<>();
    for (RuleDecl rule : policy.rules()) {
      checkName(rule, policy, seen);
      resolver
          .resolve(rule, policy.name().text(), scope, phases)
          .ifPresent((ResolvedRule resolved) -> {
            rules.add(resolved.rule());
            sources.add(resolved.source());
          });
    }
    return new Rules(rules, sources);
  }

  private void checkName(RuleDecl rule, PolicyDecl policy, Map<String, Span> seen) {
    String name = rule.name().text();
    String path = "policy." + policy.name().text() + ".rules." + name;
    if (!NameWords.isName(name) || name.length() > MAX_NAME_LENGTH) {
      problems.add(
          DiagnosticCode.INVALID_NAME,
          rule.name().span(),
          path,
          Quoted.word(name) + " is no name for a rule",
          NameWords.HINT + ", up to " + MAX_NAME_LENGTH + " characters");
    }
    Span first = seen.putIfAbsent(name, rule.name().span());
    if (first != null) {
      problems.add(
          DiagnosticCode.DUPLICATE_NAME,
          rule.name().span(),
          path,
          "rule " + Quoted.word(name) + " is written twice",
          "the first one is on line " + first.line() + ", column " + first.column());
    }
  }

  private RuleResolver resolver(Categories known) {
    return new RuleResolver(problems, budget, definitions, known, patterns, placeholders);
  }
}
