package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.List;

/** The JSON form of expressions: an object whose {@code is} says what it is. */
final class ExprJson {
  private final JsonWriter json;

  ExprJson(JsonWriter json) {
    this.json = json;
  }

  void write(String name, Expr expr) {
    json.name(name);
    write(expr);
  }

  void write(Expr expr) {
    json.beginObject();
    switch (expr) {
      case Expr.Literal(Value value) -> {
        is("value").name("value");
        write(value);
      }
      case Expr.Field(int slot, String field, List<PathStep> path) -> {
        is("field").name("slot").value(slot).name("field").value(field);
        if (!path.isEmpty()) {
          json.name("path");
          write(path);
        }
      }
      case Expr.Present(Expr operand) -> one("exists", operand);
      case Expr.Compare(var comparison, Expr left, Expr right) ->
          two(comparison.symbol(), left, right);
      case Expr.In(Expr needle, Expr list) -> two("in", needle, list);
      case Expr.Contains(Expr whole, Expr part) -> two("contains", whole, part);
      case Expr.Under(Expr category, List<String> roots) -> {
        one("under", category);
        json.name("roots").beginArray();
        roots.forEach(json::value);
        json.endArray();
      }
      case Expr.Called(Expr text, List<String> globs) -> {
        one("called", text);
        json.name("globs").beginArray();
        globs.forEach(json::value);
        json.endArray();
      }
      case Expr.Like(Expr text, String glob) -> {
        one("like", text);
        json.name("glob").value(glob);
      }
      case Expr.Matches(Expr text, String regex) -> {
        one("matches", text);
        json.name("regex").value(regex);
      }
      case Expr.Not(Expr operand) -> one("not", operand);
      case Expr.And(List<Expr> operands) -> many("and", operands);
      case Expr.Or(List<Expr> operands) -> many("or", operands);
      case Expr.Calculate(var operation, Expr left, Expr right) ->
          two(operation.symbol(), left, right);
      case Expr.Negate(Expr operand) -> one("negate", operand);
      case Expr.Call(var function, List<Expr> arguments) -> {
        is("call").name("function").value(function.word());
        json.name("of").beginArray();
        arguments.forEach(this::write);
        json.endArray();
      }
    }
    json.endObject();
  }

  private JsonWriter is(String what) {
    return json.name("is").value(what);
  }

  private void one(String what, Expr operand) {
    is(what);
    write("of", operand);
  }

  private void two(String what, Expr left, Expr right) {
    is(what);
    write("left", left);
    write("right", right);
  }

  private void many(String what, List<Expr> operands) {
    is(what).name("of").beginArray();
    operands.forEach(this::write);
    json.endArray();
  }

  private void write(List<PathStep> path) {
    json.beginArray();
    for (PathStep step : path) {
      switch (step) {
        case PathStep.Member(String name) -> json.value(name);
        case PathStep.Element(int index) -> json.value(index);
      }
    }
    json.endArray();
  }

  private void write(Value value) {
    switch (value) {
      case Value.Text(String text) -> json.value(text);
      case Value.Decimal(double number) -> json.value(number);
      case Value.Truth(boolean truth) -> json.value(truth);
      case Value.Nothing _ -> json.value((String) null);
      case Value.Sequence(List<Value> items) -> {
        json.beginArray();
        items.forEach(this::write);
        json.endArray();
      }
      case Value.Mapping(var entries) -> {
        json.beginObject();
        entries.forEach((name, item) -> {
          json.name(name);
          write(item);
        });
        json.endObject();
      }
    }
  }
}
