package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of a condition: which parts are patterns, aggregates and tests, and what
 * definitions of conditions stand for. Bounded: each node that it makes is paid for.
 */
final class ConditionReader {
  private final Problems problems;
  private final Budget budget;
  private final Definitions definitions;
  private final ExpressionChecker expressions;

  ConditionReader(
      Problems problems, Budget budget, Definitions definitions, ExpressionChecker expressions) {
    this.problems = problems;
    this.budget = budget;
    this.definitions = definitions;
    this.expressions = expressions;
  }

  Formula read(ExprDecl condition, Origin origin) {
    return read(condition, origin, 0);
  }

  private Formula read(ExprDecl written, Origin origin, int depth) {
    ExprDecl condition = Operands.bare(written);
    Formula poison = new Formula.Poison(origin, null);
    if (!budget.enter(depth, condition.span(), origin.path())
        || !budget.spend(1, condition.span(), origin.path())) {
      return poison;
    }
    return switch (condition) {
      case ExprDecl.Invalid _ -> poison;
      case ExprDecl.Truth(Span span, boolean value) -> new Formula.Constant(span, value);
      case ExprDecl.Call call -> call(call, origin);
      case ExprDecl.Bound bound -> bound(bound, origin, depth);
      case ExprDecl.Name name -> name(name, origin, depth);
      case ExprDecl.Unary unary when definitions.isCondition(unary, origin.scope()) ->
          unary(unary, origin, depth);
      case ExprDecl.Binary binary when definitions.isCondition(binary, origin.scope()) ->
          binary(binary, origin, depth);
      case ExprDecl.Unary _, ExprDecl.Binary _ -> new Formula.Test(origin, condition);
      case ExprDecl.Text _, ExprDecl.Decimal _, ExprDecl.Items _ ->
          new Formula.Test(origin, condition);
      case ExprDecl.Grouped _ -> throw new IllegalStateException("brackets were taken off");
    };
  }

  private Formula unary(ExprDecl.Unary unary, Origin origin, int depth) {
    Formula inner = read(unary.operand(), origin, depth + 1);
    return unary.operator() == ExprDecl.UnaryOperator.NOT
        ? new Formula.Not(origin, unary.span(), inner)
        : new Formula.Exists(origin, unary.span(), inner);
  }

  private Formula binary(ExprDecl.Binary binary, Origin origin, int depth) {
    if (binary.operator() != ExprDecl.BinaryOperator.AND
        && binary.operator() != ExprDecl.BinaryOperator.OR) {
      return aggregate(binary, origin, depth);
    }
    List<Formula> parts = new ArrayList<>();
    for (ExprDecl operand : Operands.of(binary)) {
      parts.add(read(operand, origin, depth + 1));
    }
    return binary.operator() == ExprDecl.BinaryOperator.AND
        ? new Formula.All(parts)
        : new Formula.Any(origin.shown(binary.span()), parts);
  }

  private Formula call(ExprDecl.Call call, Origin origin) {
    Optional<FactType> type = FactSchema.type(call.name().text());
    if (type.isPresent()) {
      return new Formula.Fact(origin, call.span(), type.get(), call.arguments(), null);
    }
    if (Function.named(call.name().text()).isPresent()
        || Definitions.aggregate(call.name().text()).isPresent()) {
      return new Formula.Test(origin, call);
    }
    expressions.unknownCall(call, Place.closed(origin));
    return new Formula.Poison(origin, null);
  }

  private Formula bound(ExprDecl.Bound bound, Origin origin, int depth) {
    Formula pattern = read(bound.pattern(), origin, depth + 1);
    if (pattern instanceof Formula.Fact fact && fact.name() == null) {
      return new Formula.Fact(
          fact.origin(),
          fact.span(),
          fact.type(),
          fact.tests(),
          new Formula.Name(origin, bound.binding()));
    }
    if (!(pattern instanceof Formula.Poison)) {
      reportNoPattern(
          bound.pattern().span(),
          origin,
          Quoted.word(bound.binding().text()) + " can only be bound to a pattern",
          bound.binding());
    }
    return new Formula.Poison(origin, bound.binding());
  }

  private void reportNoPattern(
      Span span, Origin origin, String message, @Nullable NameDecl binding) {
    String example = binding == null ? "" : binding.text() + ": ";
    problems.add(
        DiagnosticCode.PATTERN_NEEDED,
        span,
        origin.path(),
        message,
        "a pattern is written as in `" + example + "finding(category under \"pii\")`");
  }

  private Formula name(ExprDecl.Name name, Origin origin, int depth) {
    Optional<Scope.Definition> definition =
        Definitions.single(name).flatMap(origin.scope()::find).filter(definitions::isCondition);
    if (definition.isEmpty()) {
      return new Formula.Test(origin, name);
    }
    Origin inside = origin.inside(definition.get(), name.span());
    return definitions.within(
        definition.get(),
        () -> read(definition.get().decl().value(), inside, depth + 1),
        new Formula.Poison(origin, null));
  }

  private Formula aggregate(ExprDecl.Binary binary, Origin origin, int depth) {
    boolean left = Definitions.isAggregate(binary.left());
    if (left && Definitions.isAggregate(binary.right())) {
      problems.add(
          DiagnosticCode.MISPLACED_AGGREGATE,
          binary.span(),
          origin.path(),
          "two aggregates cannot be compared with each other",
          "compare one of them with a value made of constants and bindings");
      return new Formula.Poison(origin, null);
    }
    ExprDecl side = Operands.bare(left ? binary.left() : binary.right());
    ExprDecl bound = left ? binary.right() : binary.left();
    Comparison comparison = comparison(binary.operator());
    return aggregate(
        (ExprDecl.Call) side,
        left ? comparison : Folding.turned(comparison),
        bound,
        binary.span(),
        origin,
        depth);
  }

  private Formula aggregate(
      ExprDecl.Call call,
      Comparison comparison,
      ExprDecl bound,
      Span span,
      Origin origin,
      int depth) {
    AggregateFunction function = Definitions.aggregate(call.name().text()).orElseThrow();
    int arguments = function == AggregateFunction.COUNT ? 1 : 2;
    if (call.arguments().size() != arguments) {
      problems.add(
          DiagnosticCode.WRONG_ARGUMENTS,
          call.span(),
          origin.path(),
          Quoted.word(function.word())
              + " takes "
              + (arguments == 1 ? "a pattern" : "a pattern and a value"),
          arguments == 1
              ? "write it as in `count(finding())`"
              : "write it as in `" + function.word() + "(usage(), cost_usd)`");
      return new Formula.Poison(origin, null);
    }
    Formula pattern = read(call.arguments().getFirst(), origin, depth + 1);
    if (!(pattern instanceof Formula.Fact fact)) {
      if (!(pattern instanceof Formula.Poison)) {
        reportNoPattern(
            call.arguments().getFirst().span(),
            origin,
            Quoted.word(function.word()) + " is about a pattern",
            null);
      }
      return new Formula.Poison(origin, null);
    }
    ExprDecl value = arguments == 1 ? null : call.arguments().get(1);
    return new Formula.Aggregate(origin, span, function, fact, value, comparison, bound);
  }

  private static Comparison comparison(ExprDecl.BinaryOperator operator) {
    return switch (operator) {
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
      case LESS -> Comparison.LESS;
      case AT_MOST -> Comparison.AT_MOST;
      case MORE -> Comparison.MORE;
      case AT_LEAST -> Comparison.AT_LEAST;
      default -> throw new IllegalStateException("only comparisons hold aggregates");
    };
  }
}
