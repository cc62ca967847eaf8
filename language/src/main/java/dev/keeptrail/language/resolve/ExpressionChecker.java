package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives expressions their meaning and their type. What is wrong is reported where it stands, and
 * nothing more is said about what uses it.
 */
final class ExpressionChecker {
  private final Problems problems;
  private final Budget budget;
  private final Definitions definitions;
  private final Names names;
  private final OperatorChecker operators;

  ExpressionChecker(
      Problems problems,
      Budget budget,
      Definitions definitions,
      Categories categories,
      PatternCheck patterns) {
    this.problems = problems;
    this.budget = budget;
    this.definitions = definitions;
    this.names = new Names(problems, definitions, this);
    this.operators = new OperatorChecker(problems, this, categories, patterns);
  }

  /** An expression of any type. */
  Typed check(ExprDecl expression, Place place) {
    return check(expression, place, null, 0);
  }

  /** A test: something that is true or false. */
  Typed test(ExprDecl expression, Place place) {
    return truth(expression, check(expression, place), place, "a test");
  }

  /** What a definition of a value stands for, used at a place. */
  Typed value(Scope.Definition definition, Span use, String path) {
    boolean known = definitions.isKnown(definition);
    long before = budget.left();
    Typed value =
        definitions.value(
            definition,
            () ->
                check(
                    definition.decl().value(),
                    Place.closed(Origin.of(definition.home(), Definitions.path(definition)))));
    if (!known) {
      long spent = before - budget.left();
      definitions.setSize(definition, value.constant().map(Budget::size).orElse(spent));
      return value;
    }
    // What a definition is made of counts at each use: it is written out there.
    return budget.spend(definitions.size(definition), use, path) ? value : Typed.POISON;
  }

  /**
   * @param opposite the field that the expression is compared with, whose words it may use; null
   *     when there is none
   */
  Typed check(ExprDecl expression, Place place, @Nullable FactField opposite, int depth) {
    String path = place.origin().path();
    if (!budget.enter(depth, expression.span(), path)
        || !budget.spend(1, expression.span(), path)) {
      return Typed.POISON;
    }
    return switch (expression) {
      case ExprDecl.Text(Span span, String text) ->
          budget.spend(Budget.size(text), span, path)
              ? Typed.of(new Expr.Literal(new Value.Text(text)), FieldType.TEXT)
              : Typed.POISON;
      case ExprDecl.Decimal(Span span, double number) -> number(span, number, place);
      case ExprDecl.Truth(_, boolean value) -> Typed.truth(Folding.truth(value));
      case ExprDecl.Items items -> list(items, place, opposite, depth);
      case ExprDecl.Name name -> names.check(name, place, opposite);
      case ExprDecl.Call call -> call(call, place, depth);
      case ExprDecl.Bound bound ->
          report(
              DiagnosticCode.NOT_A_VALUE,
              bound.span(),
              place,
              "a pattern is a condition, not a value",
              "join patterns with `and`");
      case ExprDecl.Unary unary -> operators.unary(unary, place, depth);
      case ExprDecl.Binary binary -> operators.binary(binary, place, depth);
      case ExprDecl.Grouped(_, ExprDecl inner) -> check(inner, place, opposite, depth + 1);
      case ExprDecl.Invalid _ -> Typed.POISON;
    };
  }

  /** The expression as something true or false; JSON may turn out to be either. */
  Typed truth(ExprDecl expression, Typed typed, Place place, String what) {
    if (typed.poisoned() || typed.isJson() || typed.type() == FieldType.TRUTH) {
      return typed;
    }
    return report(
        DiagnosticCode.WRONG_OPERAND,
        expression.span(),
        place,
        what + " must be true or false, not " + Wording.a(typed.type()),
        "compare it with something: `==`, `>`, `in`, `contains`, ...");
  }

  Typed unknownWord(String word, FactField field, Span span, Place place) {
    return report(
        DiagnosticCode.UNKNOWN_WORD,
        span,
        place,
        Quoted.word(field.name()) + " cannot be " + Quoted.word(word),
        Wording.choice(word, field.words(), "allowed"));
  }

  private Typed number(Span span, double number, Place place) {
    return Double.isFinite(number)
        ? Typed.number(number)
        : report(
            DiagnosticCode.OUT_OF_RANGE,
            span,
            place,
            "the number is too large",
            "numbers go to about 1.8e308");
  }

  private Typed list(ExprDecl.Items items, Place place, @Nullable FactField opposite, int depth) {
    List<Value> values = new ArrayList<>();
    @Nullable FieldType element = null;
    boolean poisoned = false;
    for (ExprDecl item : items.items()) {
      Typed typed = check(item, place, opposite, depth + 1);
      if (typed.poisoned()) {
        poisoned = true;
        continue;
      }
      Optional<Value> value = typed.constant();
      boolean scalar = typed.type() == FieldType.TEXT || typed.type() == FieldType.NUMBER;
      if (value.isEmpty() || !scalar) {
        String what = value.isEmpty() ? "something that facts decide" : Wording.a(typed.type());
        report(
            value.isEmpty() ? DiagnosticCode.NOT_CONSTANT : DiagnosticCode.MIXED_LIST,
            item.span(),
            place,
            "a list holds constant texts or numbers, not " + what,
            value.isEmpty() ? "compare with `==`, and join the comparisons with `or`" : null);
        poisoned = true;
      } else if (element != null && element != typed.type()) {
        report(
            DiagnosticCode.MIXED_LIST,
            item.span(),
            place,
            "the list mixes texts and numbers",
            null);
        poisoned = true;
      } else {
        element = typed.type();
        values.add(value.get());
      }
    }
    FieldType type = element == FieldType.NUMBER ? FieldType.NUMBERS : FieldType.TEXTS;
    return poisoned ? Typed.POISON : Typed.of(new Expr.Literal(new Value.Sequence(values)), type);
  }

  private Typed call(ExprDecl.Call call, Place place, int depth) {
    String word = call.name().text();
    Optional<Function> function = Function.named(word);
    if (function.isPresent()) {
      return function(function.get(), call, place, depth);
    }
    if (Definitions.aggregate(word).isPresent()) {
      return report(
          DiagnosticCode.MISPLACED_AGGREGATE,
          call.span(),
          place,
          Quoted.word(word) + " stands alone on one side of a comparison that is a condition",
          "write it as in `count(finding()) >= 3`");
    }
    if (FactSchema.type(word).isPresent()) {
      return report(
          DiagnosticCode.NOT_A_VALUE,
          call.span(),
          place,
          Quoted.word(word + "(...)") + " is a condition, not a value",
          "join patterns with `and`");
    }
    return unknownCall(call, place);
  }

  /** Reports a call of something that cannot be called. */
  Typed unknownCall(ExprDecl.Call call, Place place) {
    String word = call.name().text();
    boolean defined = place.origin().scope().find(word).isPresent();
    Set<String> callable = new LinkedHashSet<>();
    Stream.of(dev.keeptrail.language.rule.FactType.values()).forEach(t -> callable.add(t.word()));
    Stream.of(dev.keeptrail.language.rule.AggregateFunction.values())
        .forEach(f -> callable.add(f.word()));
    Stream.of(Function.values()).forEach(f -> callable.add(f.word()));
    String question = Wording.choice(word, callable, "known");
    return report(
        DiagnosticCode.UNKNOWN_FACT,
        call.name().span(),
        place,
        "unknown fact type or function " + Quoted.word(word),
        defined ? "it is a definition: write it without brackets" : question);
  }

  private Typed function(Function function, ExprDecl.Call call, Place place, int depth) {
    List<FieldType> parameters = function.parameters();
    List<Typed> arguments = new ArrayList<>();
    for (ExprDecl argument : call.arguments()) {
      arguments.add(check(argument, place, null, depth + 1));
    }
    if (arguments.size() != parameters.size()) {
      return report(
          DiagnosticCode.WRONG_ARGUMENTS,
          call.span(),
          place,
          Quoted.word(function.word())
              + " takes "
              + count(parameters.size())
              + ", not "
              + arguments.size(),
          signature(function));
    }
    boolean poisoned = false;
    for (int i = 0; i < arguments.size(); i++) {
      Typed argument = arguments.get(i);
      poisoned |= argument.poisoned();
      if (!fits(argument, parameters.get(i))) {
        report(
            DiagnosticCode.WRONG_ARGUMENTS,
            call.arguments().get(i).span(),
            place,
            Quoted.word(function.word())
                + " takes "
                + Wording.a(parameters.get(i))
                + " here, not "
                + Wording.a(argument.type()),
            signature(function));
        poisoned = true;
      }
    }
    return poisoned
        ? Typed.POISON
        : Typed.of(
            new Expr.Call(function, arguments.stream().map(Typed::expr).toList()),
            function.result());
  }

  private static boolean fits(Typed argument, FieldType parameter) {
    return argument.poisoned()
        || argument.isJson()
        || argument.type() == parameter
        || (parameter == FieldType.TEXT && argument.isText())
        || (argument.isEmptyList() && parameter == FieldType.TEXTS);
  }

  private static String count(int arguments) {
    return arguments == 1 ? "1 argument" : arguments + " arguments";
  }

  private static String signature(Function function) {
    List<String> types = function.parameters().stream().map(FieldType::word).toList();
    return Quoted.word(function.word() + "(" + String.join(", ", types) + ")")
        + " gives "
        + Wording.a(function.result());
  }

  Typed report(DiagnosticCode code, Span span, Place place, String message, @Nullable String hint) {
    String advice = Objects.requireNonNullElse(hint, "");
    problems.add(code, span, place.origin().path(), message, advice.isEmpty() ? null : advice);
    return Typed.POISON;
  }
}
