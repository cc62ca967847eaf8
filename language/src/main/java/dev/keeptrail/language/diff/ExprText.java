package dev.keeptrail.language.diff;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Resolved expressions in the notation of the language. Operands that are operations themselves
 * stand in parentheses, whether they need them or not.
 */
final class ExprText {
  private final Map<Integer, String> names;

  /**
   * @param names what facts are called, by slot
   */
  ExprText(Map<Integer, String> names) {
    this.names = names;
  }

  String of(Expr expr) {
    return switch (expr) {
      case Expr.Literal(Value value) -> of(value);
      case Expr.Field field -> field(field);
      case Expr.Present(Expr operand) -> "exists " + operand(operand);
      case Expr.Compare compare ->
          between(compare.left(), compare.comparison().symbol(), compare.right());
      case Expr.In in -> between(in.needle(), "in", in.list());
      case Expr.Contains contains -> between(contains.whole(), "contains", contains.part());
      case Expr.Under under -> operand(under.category()) + " under " + quoted(under.roots());
      case Expr.Called called -> operand(called.text()) + " called " + quoted(called.globs());
      case Expr.Like like -> operand(like.text()) + " like " + quoted(like.glob());
      case Expr.Matches matches -> operand(matches.text()) + " matches " + quoted(matches.regex());
      case Expr.Not(Expr operand) -> "not " + operand(operand);
      case Expr.And(List<Expr> operands) -> joined(operands, " and ");
      case Expr.Or(List<Expr> operands) -> joined(operands, " or ");
      case Expr.Calculate calculate ->
          between(calculate.left(), calculate.operation().symbol(), calculate.right());
      case Expr.Negate(Expr operand) -> "-" + operand(operand);
      case Expr.Call call ->
          call.function().word()
              + "("
              + call.arguments().stream().map(this::of).collect(Collectors.joining(", "))
              + ")";
    };
  }

  String of(Template template) {
    var text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Text(String words) ->
            text.append(words.replace("{", "\\{").replace("}", "\\}"));
        case Template.Part.Place(Expr value) -> text.append('{').append(of(value)).append('}');
      }
    }
    return quoted(text.toString());
  }

  private String between(Expr left, String operator, Expr right) {
    return operand(left) + " " + operator + " " + operand(right);
  }

  private String joined(List<Expr> operands, String word) {
    return operands.stream().map(this::operand).collect(Collectors.joining(word));
  }

  private String operand(Expr expr) {
    return switch (expr) {
      case Expr.Literal _, Expr.Field _, Expr.Call _ -> of(expr);
      case Expr.Present _,
          Expr.Compare _,
          Expr.In _,
          Expr.Contains _,
          Expr.Under _,
          Expr.Called _,
          Expr.Like _,
          Expr.Matches _,
          Expr.Not _,
          Expr.And _,
          Expr.Or _,
          Expr.Calculate _,
          Expr.Negate _ ->
          "(" + of(expr) + ")";
    };
  }

  private String field(Expr.Field field) {
    var text =
        new StringBuilder(names.getOrDefault(field.slot(), "?")).append('.').append(field.field());
    for (PathStep step : field.path()) {
      switch (step) {
        case PathStep.Member(String name) -> text.append('.').append(name);
        case PathStep.Element(int index) -> text.append('[').append(index).append(']');
      }
    }
    return text.toString();
  }

  private static String of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> quoted(text);
      case Value.Decimal(double number) -> number(number);
      case Value.Truth(boolean truth) -> Boolean.toString(truth);
      case Value.Nothing _ -> "null";
      case Value.Sequence(List<Value> items) ->
          items.stream().map(ExprText::of).collect(Collectors.joining(", ", "[", "]"));
      case Value.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ": " + of(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /** A whole number without its fraction. */
  static String number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  static String quoted(String text) {
    return JsonWriter.compact().value(text).toString();
  }

  static String quoted(List<String> texts) {
    return texts.stream().map(ExprText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
