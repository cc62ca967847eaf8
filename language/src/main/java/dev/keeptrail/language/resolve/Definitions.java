package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What definitions stand for. Which of them are conditions shows in how they are written; values
 * are worked out once. Finds circles.
 */
final class Definitions {
  private static final int MAX_CHAIN = 100;

  private final Problems problems;
  private final Map<Scope.Definition, Boolean> conditions = new HashMap<>();
  private final Map<Scope.Definition, Typed> values = new HashMap<>();
  private final Set<Scope.Definition> open = new LinkedHashSet<>();
  private final Set<Scope.Definition> circular = new HashSet<>();
  private int searches;

  Definitions(Problems problems) {
    this.problems = problems;
  }

  static String path(Scope.Definition definition) {
    return "define." + definition.name();
  }

  /** The value, worked out when it is first asked for. */
  Typed value(Scope.Definition definition, Supplier<Typed> work) {
    Typed known = values.get(definition);
    if (known != null) {
      return known;
    }
    Typed value = within(definition, work, Typed.POISON);
    values.put(definition, value);
    return value;
  }

  /** Does something with a definition's inside; {@code otherwise} when it goes in a circle. */
  <T> T within(Scope.Definition definition, Supplier<T> work, T otherwise) {
    if (circular.contains(definition)) {
      return otherwise;
    }
    if (open.contains(definition)) {
      reportCircle(definition);
      return otherwise;
    }
    if (open.size() >= MAX_CHAIN) {
      reportChain(definition);
      return otherwise;
    }
    open.add(definition);
    T result = work.get();
    open.remove(definition);
    return circular.contains(definition) ? otherwise : result;
  }

  private void reportChain(Scope.Definition definition) {
    problems.add(
        DiagnosticCode.NESTING_TOO_DEEP,
        definition.decl().name().span(),
        path(definition),
        "more than " + MAX_CHAIN + " definitions stand on each other",
        "use the values of the deeper ones directly");
  }

  private void reportCircle(Scope.Definition definition) {
    List<Scope.Definition> circle =
        new ArrayList<>(open.stream().dropWhile(each -> each != definition).toList());
    circular.addAll(circle);
    String chain =
        Stream.concat(circle.stream(), Stream.of(definition))
            .map(each -> Quoted.word(each.name()))
            .collect(Collectors.joining(" uses "));
    problems.add(
        DiagnosticCode.DEFINITION_CYCLE,
        definition.decl().name().span(),
        path(definition),
        "definition " + Quoted.word(definition.name()) + " refers to itself",
        chain);
  }

  /** Whether the expression asks for facts, so that it can only stand where a condition can. */
  boolean isCondition(ExprDecl expression, Scope scope) {
    return isCondition(expression, scope, 0);
  }

  boolean isCondition(Scope.Definition definition) {
    Boolean known = conditions.get(definition);
    if (known == null) {
      // A circle has no meaning and is reported elsewhere; false ends the search.
      conditions.put(definition, false);
      searches++;
      known = searches <= MAX_CHAIN && isCondition(definition.decl().value(), definition.home(), 0);
      searches--;
      conditions.put(definition, known);
    }
    return known;
  }

  private boolean isCondition(ExprDecl expression, Scope scope, int depth) {
    if (depth > Budget.MAX_DEPTH) {
      return false;
    }
    return switch (Operands.bare(expression)) {
      case ExprDecl.Call call -> FactSchema.type(call.name().text()).isPresent();
      case ExprDecl.Bound _ -> true;
      case ExprDecl.Name name ->
          single(name).flatMap(scope::find).filter(this::isCondition).isPresent();
      case ExprDecl.Unary(_, var operator, var operand) ->
          operator != ExprDecl.UnaryOperator.NEGATE && isCondition(operand, scope, depth + 1);
      case ExprDecl.Binary binary ->
          switch (binary.operator()) {
            case AND, OR ->
                Operands.of(binary).stream().anyMatch(o -> isCondition(o, scope, depth + 1));
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, MORE, AT_LEAST ->
                isAggregate(binary.left()) || isAggregate(binary.right());
            default -> false;
          };
      case ExprDecl.Text _, ExprDecl.Decimal _, ExprDecl.Truth _, ExprDecl.Items _ -> false;
      case ExprDecl.Grouped _, ExprDecl.Invalid _ -> false;
    };
  }

  static boolean isAggregate(ExprDecl expression) {
    return Operands.bare(expression) instanceof ExprDecl.Call call
        && aggregate(call.name().text()).isPresent();
  }

  static Optional<AggregateFunction> aggregate(String word) {
    return Stream.of(AggregateFunction.values())
        .filter(function -> function.word().equals(word))
        .findFirst();
  }

  /** The name, when it is nothing but a name. */
  static Optional<String> single(ExprDecl.Name name) {
    return name.parts().size() == 1
            && name.parts().getFirst() instanceof ExprDecl.NamePart.Member member
        ? Optional.of(member.name())
        : Optional.empty();
  }
}
