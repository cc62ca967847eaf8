package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sees to it that the name of a binding means one thing only. Serves one rule. */
final class BindingNames {
  private final Problems problems;
  private final Map<Origin.Frame, Set<FactType>> types = new LinkedHashMap<>();

  BindingNames(Problems problems, List<List<Leaf>> alternatives) {
    this.problems = problems;
    alternatives.forEach(leaves -> leaves.forEach(this::collect));
  }

  private void collect(Leaf leaf) {
    switch (leaf) {
      case Leaf.Matched(Formula.Fact fact) -> collect(fact);
      case Leaf.Group group -> {
        for (Formula.Part part : group.parts()) {
          if (part instanceof Formula.Fact fact) {
            collect(fact);
          }
        }
      }
      case Leaf.Counted(Formula.Aggregate aggregate) -> collect(aggregate.pattern());
      case Leaf.Tested _, Leaf.Never _, Leaf.Poisoned _ -> {}
    }
  }

  private void collect(Formula.Fact fact) {
    types
        .computeIfAbsent(fact.origin().frame(), _ -> EnumSet.noneOf(FactType.class))
        .add(fact.type());
  }

  /** Reports a name that a pattern beside it would read as something else. */
  void check(Formula.Name name) {
    String word = name.decl().text();
    taken(name.origin(), word)
        .ifPresent(what ->
            problems.add(
                DiagnosticCode.NAME_TAKEN,
                name.decl().span(),
                name.origin().path(),
                Quoted.word(word) + " is " + what + " and cannot be the name of a binding",
                "choose another name, such as " + Quoted.word("the_" + word)));
  }

  private Optional<String> taken(Origin origin, String word) {
    Optional<String> reserved = reserved(word);
    if (reserved.isPresent()) {
      return reserved;
    }
    if (origin.scope().find(word).isPresent()) {
      return Optional.of("a definition");
    }
    return types.getOrDefault(origin.frame(), Set.of()).stream()
        .filter(type -> FactSchema.field(type, word).isPresent())
        .findFirst()
        .map(type -> "a field of " + Quoted.word(type.word()));
  }

  /** What the language itself calls by that name. */
  static Optional<String> reserved(String word) {
    if (FactSchema.type(word).isPresent()) {
      return Optional.of("a fact type");
    }
    boolean function = Function.named(word).isPresent() || Definitions.aggregate(word).isPresent();
    return function ? Optional.of("a function") : Optional.empty();
  }
}
