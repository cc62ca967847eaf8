package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operators of expressions: what they work on, and what becomes of them. */
final class OperatorChecker {
  private static final int MAX_GLOB = 1_000;

  private final ExpressionChecker expressions;
  private final Calculations calculations;
  private final KnownTexts known;
  private final PatternCheck patterns;

  OperatorChecker(
      Problems problems,
      ExpressionChecker expressions,
      Categories categories,
      PatternCheck patterns) {
    this.expressions = expressions;
    this.calculations = new Calculations(expressions);
    this.known = new KnownTexts(problems, expressions, categories);
    this.patterns = patterns;
  }

  Typed unary(ExprDecl.Unary unary, Place place, int depth) {
    Typed operand = expressions.check(unary.operand(), place, null, depth + 1);
    return switch (unary.operator()) {
      case NOT -> not(unary, operand, place);
      case EXISTS -> exists(unary, operand, place);
      case NEGATE -> calculations.negate(unary, operand, place);
    };
  }

  private Typed not(ExprDecl.Unary unary, Typed operand, Place place) {
    Typed truth = expressions.truth(unary.operand(), operand, place, "what `not` stands before");
    if (truth.poisoned()) {
      return Typed.POISON;
    }
    boolean twice = truth.expr() instanceof Expr.Not(Expr inner) && isTest(inner);
    return Typed.truth(twice ? ((Expr.Not) truth.expr()).operand() : Folding.not(truth.expr()));
  }

  /** Whether the expression cannot be missing, so that two negations of it cancel. */
  private static boolean isTest(Expr expr) {
    return switch (expr) {
      case Expr.Field _, Expr.Call _, Expr.Calculate _, Expr.Negate _, Expr.Literal _ -> false;
      case Expr.Present _, Expr.Compare _, Expr.In _, Expr.Contains _, Expr.Under _ -> true;
      case Expr.Called _, Expr.Like _, Expr.Matches _ -> true;
      case Expr.Not _, Expr.And _, Expr.Or _ -> true;
    };
  }

  private Typed exists(ExprDecl.Unary unary, Typed operand, Place place) {
    if (operand.poisoned()) {
      return Typed.POISON;
    }
    if (!(operand.expr() instanceof Expr.Field)) {
      return expressions.report(
          DiagnosticCode.WRONG_OPERAND,
          unary.operand().span(),
          place,
          "`exists` asks for a pattern, a field or a path",
          "it binds tighter than comparisons: `exists x` is a test of its own");
    }
    return Typed.truth(new Expr.Present(operand.expr()));
  }

  Typed binary(ExprDecl.Binary binary, Place place, int depth) {
    return switch (binary.operator()) {
      case AND, OR -> logic(binary, place, depth);
      case EQUAL -> compare(Comparison.EQUAL, binary, place, depth);
      case NOT_EQUAL -> compare(Comparison.NOT_EQUAL, binary, place, depth);
      case LESS -> compare(Comparison.LESS, binary, place, depth);
      case AT_MOST -> compare(Comparison.AT_MOST, binary, place, depth);
      case MORE -> compare(Comparison.MORE, binary, place, depth);
      case AT_LEAST -> compare(Comparison.AT_LEAST, binary, place, depth);
      case IN, NOT_IN -> in(binary, place, depth);
      case CONTAINS -> contains(binary, place, depth);
      case UNDER -> under(binary, place, depth);
      case CALLED -> called(binary, place, depth);
      case LIKE, MATCHES -> textTest(binary, place, depth);
      case ADD -> calculations.calculate(Arithmetic.ADD, binary, place, depth);
      case SUBTRACT -> calculations.calculate(Arithmetic.SUBTRACT, binary, place, depth);
      case MULTIPLY -> calculations.calculate(Arithmetic.MULTIPLY, binary, place, depth);
      case DIVIDE -> calculations.calculate(Arithmetic.DIVIDE, binary, place, depth);
      case REMAINDER -> calculations.calculate(Arithmetic.REMAINDER, binary, place, depth);
    };
  }

  private Typed logic(ExprDecl.Binary binary, Place place, int depth) {
    String what = "an operand of " + Quoted.word(binary.operator().symbol());
    List<Expr> operands = new ArrayList<>();
    boolean poisoned = false;
    for (ExprDecl operand : Operands.of(binary)) {
      Typed typed = expressions.check(operand, place, null, depth + 1);
      Typed truth = expressions.truth(operand, typed, place, what);
      poisoned |= truth.poisoned();
      operands.add(truth.expr());
    }
    if (poisoned) {
      return Typed.POISON;
    }
    boolean and = binary.operator() == BinaryOperator.AND;
    return Typed.truth(and ? Folding.and(operands) : Folding.or(operands));
  }

  private Typed compare(Comparison comparison, ExprDecl.Binary binary, Place place, int depth) {
    Optional<FactField> leftField = place.field(binary.left());
    Optional<FactField> rightField = place.field(binary.right());
    Typed left = expressions.check(binary.left(), place, rightField.orElse(null), depth + 1);
    if (left.poisoned() && isWord(binary.right())) {
      return Typed.POISON;
    }
    Typed right = expressions.check(binary.right(), place, leftField.orElse(null), depth + 1);
    if (left.poisoned() || right.poisoned()) {
      return Typed.POISON;
    }
    boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
    if (equality ? !comparable(left, right) : !ordered(left, right)) {
      return wrong(binary, "compare", left, right, place);
    }
    if (!known.isKnown(leftField, right, binary.right(), place)
        || !known.isKnown(rightField, left, binary.left(), place)) {
      return Typed.POISON;
    }
    return Typed.truth(Folding.compare(comparison, left.expr(), right.expr()));
  }

  /** What it means, the field says that it is compared with; without one nothing can be said. */
  private static boolean isWord(ExprDecl expression) {
    return Operands.bare(expression) instanceof ExprDecl.Name name && name.parts().size() == 1;
  }

  private static boolean comparable(Typed left, Typed right) {
    return left.isJson()
        || right.isJson()
        || left.type() == right.type()
        || (left.isText() && right.isText())
        || (left.isList() && right.isList() && (left.isEmptyList() || right.isEmptyList()));
  }

  private static boolean ordered(Typed left, Typed right) {
    boolean texts = (left.isText() || left.isJson()) && (right.isText() || right.isJson());
    return texts || (Calculations.isNumeric(left) && Calculations.isNumeric(right));
  }

  private Typed in(ExprDecl.Binary binary, Place place, int depth) {
    Optional<FactField> field = place.field(binary.left());
    Typed needle = expressions.check(binary.left(), place, null, depth + 1);
    Typed list = expressions.check(binary.right(), place, field.orElse(null), depth + 1);
    if (needle.poisoned() || list.poisoned()) {
      return Typed.POISON;
    }
    if (!list.isList() && !list.isJson()) {
      return expressions.report(
          DiagnosticCode.WRONG_OPERAND,
          binary.right().span(),
          place,
          Quoted.word(binary.operator().symbol())
              + " needs a list on its right, not "
              + Wording.a(list.type()),
          list.isText() ? "for a part of a text write `whole contains part`" : null);
    }
    boolean fits =
        needle.isJson()
            || (list.isJson() && !needle.isList())
            || (list.isEmptyList() && !needle.isList())
            || (list.type() == FieldType.TEXTS && needle.isText())
            || (list.type() == FieldType.NUMBERS && needle.type() == FieldType.NUMBER);
    if (!fits) {
      return wrong(binary, "look for", needle, list, place);
    }
    if (!known.isKnown(field, list, binary.right(), place)) {
      return Typed.POISON;
    }
    return Typed.truth(membership(binary, needle, list));
  }

  private static Expr membership(ExprDecl.Binary binary, Typed needle, Typed list) {
    Expr in = new Expr.In(needle.expr(), Folding.members(list.expr()));
    if (binary.operator() == BinaryOperator.IN) {
      return in;
    }
    // Like every test it is false when an operand is missing, which `not` alone would make true.
    List<Expr> there = new ArrayList<>();
    if (needle.constant().isEmpty()) {
      there.add(new Expr.Present(needle.expr()));
    }
    if (list.constant().isEmpty()) {
      there.add(new Expr.Present(list.expr()));
    }
    there.add(new Expr.Not(in));
    return Folding.and(there);
  }

  private Typed contains(ExprDecl.Binary binary, Place place, int depth) {
    Typed whole = expressions.check(binary.left(), place, null, depth + 1);
    Typed part = expressions.check(binary.right(), place, null, depth + 1);
    if (whole.poisoned() || part.poisoned()) {
      return Typed.POISON;
    }
    boolean fits =
        whole.isJson()
            || (whole.isEmptyList() && !part.isList())
            || ((whole.isText() || whole.type() == FieldType.TEXTS)
                && (part.isText() || part.isJson()))
            || (whole.type() == FieldType.NUMBERS && Calculations.isNumeric(part));
    return fits
        ? Typed.truth(new Expr.Contains(whole.expr(), part.expr()))
        : wrong(binary, "look into", whole, part, place);
  }

  private Typed under(ExprDecl.Binary binary, Place place, int depth) {
    Optional<FactField> field = place.field(binary.left());
    Typed category = expressions.check(binary.left(), place, null, depth + 1);
    Typed roots = expressions.check(binary.right(), place, field.orElse(null), depth + 1);
    if (!category.poisoned() && category.type() != FieldType.CATEGORY) {
      category =
          expressions.report(
              DiagnosticCode.WRONG_OPERAND,
              binary.left().span(),
              place,
              "`under` needs a category on its left, not " + Wording.a(category.type()),
              "for the start of a text write `starts_with(text, start)`");
    }
    Optional<List<String>> texts = constantTexts(binary, roots, place);
    if (category.poisoned() || texts.isEmpty()) {
      return Typed.POISON;
    }
    if (!known.areKnown(texts.get(), binary.right(), place)) {
      return Typed.POISON;
    }
    return Typed.truth(new Expr.Under(category.expr(), List.copyOf(new TreeSet<>(texts.get()))));
  }

  private Typed called(ExprDecl.Binary binary, Place place, int depth) {
    Typed name = textOnLeft(binary, place, depth);
    Typed globs = expressions.check(binary.right(), place, null, depth + 1);
    Optional<List<String>> texts = constantTexts(binary, globs, place);
    if (texts.isEmpty() || !known.areNames(texts.get(), binary.right(), place) || name.poisoned()) {
      return Typed.POISON;
    }
    return Typed.truth(new Expr.Called(name.expr(), List.copyOf(new TreeSet<>(texts.get()))));
  }

  private Optional<List<String>> constantTexts(ExprDecl.Binary binary, Typed roots, Place place) {
    if (roots.poisoned()) {
      return Optional.empty();
    }
    Optional<List<String>> texts = roots.constant().flatMap(Folding::texts);
    if (texts.isEmpty()) {
      notConstant(binary, "a text or a list of texts", place);
    }
    return texts;
  }

  private Typed textTest(ExprDecl.Binary binary, Place place, int depth) {
    Typed text = textOnLeft(binary, place, depth);
    Typed pattern = expressions.check(binary.right(), place, null, depth + 1);
    if (pattern.poisoned()) {
      return Typed.POISON;
    }
    if (!(pattern.constant().orElse(null) instanceof Value.Text(String constant))) {
      return notConstant(binary, "a text", place);
    }
    Span span = binary.right().span();
    if (binary.operator() == BinaryOperator.MATCHES) {
      return !patterns.accepts(constant, span, place.origin().path()) || text.poisoned()
          ? Typed.POISON
          : Typed.truth(new Expr.Matches(text.expr(), constant));
    }
    if (constant.length() > MAX_GLOB) {
      return expressions.report(
          DiagnosticCode.TEXT_TOO_LONG,
          span,
          place,
          "a pattern may have at most " + MAX_GLOB + " characters",
          null);
    }
    return text.poisoned() ? Typed.POISON : Typed.truth(new Expr.Like(text.expr(), constant));
  }

  private Typed textOnLeft(ExprDecl.Binary binary, Place place, int depth) {
    Typed text = expressions.check(binary.left(), place, null, depth + 1);
    if (text.poisoned() || text.isText() || text.isJson()) {
      return text;
    }
    String operator = Quoted.word(binary.operator().symbol());
    return expressions.report(
        DiagnosticCode.WRONG_OPERAND,
        binary.left().span(),
        place,
        operator + " needs a text on its left, not " + Wording.a(text.type()),
        null);
  }

  private Typed notConstant(ExprDecl.Binary binary, String what, Place place) {
    return expressions.report(
        DiagnosticCode.NOT_CONSTANT,
        binary.right().span(),
        place,
        Quoted.word(binary.operator().symbol()) + " needs " + what + " that is constant",
        "write it here, or give it a name with `define`");
  }

  private Typed wrong(ExprDecl.Binary binary, String verb, Typed left, Typed right, Place place) {
    String joint =
        switch (verb) {
          case "look for" -> " in ";
          case "look into" -> " for ";
          default -> " with ";
        };
    return expressions.report(
        DiagnosticCode.WRONG_OPERAND,
        binary.span(),
        place,
        Quoted.word(binary.operator().symbol())
            + " cannot "
            + verb
            + " "
            + Wording.a(left.type())
            + joint
            + Wording.a(right.type()),
        advice(left, right));
  }

  private static @Nullable String advice(Typed left, Typed right) {
    boolean textAndNumber =
        (left.isText() && right.type() == FieldType.NUMBER)
            || (left.type() == FieldType.NUMBER && right.isText());
    if (textAndNumber) {
      return "`number(text)` reads a number, `text(number)` writes one";
    }
    if ((left.type() == FieldType.TRUTH && right.isText())
        || (left.isText() && right.type() == FieldType.TRUTH)) {
      return "write `true` or `false` without quotes";
    }
    if (left.isList() && right.isList()) {
      return "ask for one element after the other: `groups contains \"a\" or groups contains \"b\"`";
    }
    boolean list = left.isList() != right.isList();
    return list ? "for elements of a list write `in` or `contains`" : null;
  }
}
