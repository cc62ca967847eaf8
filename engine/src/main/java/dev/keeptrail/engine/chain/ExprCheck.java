package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;

/**
 * Types expressions over the facts in some slots. JSON values may be of any type; what they are not
 * after all is undefined when a request is there.
 */
final class ExprCheck {
  static final String UNBOUND = "asks about a fact that is not matched before";

  /** The language stops far earlier; what is inlined adds up. */
  private static final int MAX_DEPTH = 256;

  private static final int MAX_GLOB = 1_000;

  private final Map<Integer, FactType> slots;
  private boolean onlyFewValues;

  ExprCheck(Map<Integer, FactType> slots) {
    this.slots = slots;
  }

  /** Something is wrong; the text goes on after the rule's name. */
  static final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Problem(String message) {
      super(message, null, false, false);
    }
  }

  void require(Expr expr, FieldType wanted) {
    require(expr, wanted, 0);
  }

  void require(Template template) {
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Part.Place(Expr value)) {
        typeOf(value, 0);
      }
    }
  }

  /** A reason code may show only what takes few values. */
  void requireFewValues(Template template) {
    onlyFewValues = true;
    require(template);
    onlyFewValues = false;
  }

  private void require(Expr expr, FieldType wanted, int depth) {
    FieldType type = typeOf(expr, depth + 1);
    if (!fits(type, wanted)) {
      throw new Problem("needs a " + wanted.word() + " where a " + type.word() + " is");
    }
  }

  private static boolean fits(FieldType type, FieldType wanted) {
    return type == wanted
        || type == FieldType.JSON
        || (type == FieldType.CATEGORY && wanted == FieldType.TEXT)
        || (type == FieldType.TEXT && wanted == FieldType.CATEGORY);
  }

  private FieldType typeOf(Expr expr, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Problem("has an expression nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (expr) {
      case Expr.Literal(Value value) -> typeOf(value, depth);
      case Expr.Field field -> typeOf(field);
      case Expr.Present(Expr operand) -> {
        typeOf(operand, depth + 1);
        yield FieldType.TRUTH;
      }
      case Expr.Compare(Comparison comparison, Expr left, Expr right) ->
          compared(comparison, typeOf(left, depth + 1), typeOf(right, depth + 1));
      case Expr.In(Expr needle, Expr list) -> {
        typeOf(needle, depth + 1);
        yield requireList(typeOf(list, depth + 1), FieldType.TRUTH);
      }
      case Expr.Contains(Expr whole, Expr part) -> {
        typeOf(part, depth + 1);
        FieldType type = typeOf(whole, depth + 1);
        yield fits(type, FieldType.TEXT) ? FieldType.TRUTH : requireList(type, FieldType.TRUTH);
      }
      case Expr.Under(Expr category, List<String> roots) -> {
        if (roots.contains("")) {
          throw new Problem("asks for a category without a name");
        }
        yield truth(category, FieldType.CATEGORY, depth);
      }
      case Expr.Called(Expr text, List<String> globs) -> {
        if (globs.stream()
            .anyMatch(glob -> glob.isBlank() || glob.length() > Expr.Called.MAX_GLOB)) {
          throw new Problem("asks for a tool by a name that no tool has");
        }
        yield truth(text, FieldType.TEXT, depth);
      }
      case Expr.Like(Expr text, String glob) -> {
        if (glob.length() > MAX_GLOB) {
          throw new Problem("has a glob longer than " + MAX_GLOB + " characters");
        }
        yield truth(text, FieldType.TEXT, depth);
      }
      case Expr.Matches(Expr text, String regex) -> {
        Detectors.problemOf(regex)
            .ifPresent(problem -> {
              throw new Problem("has a pattern that cannot be run: " + problem);
            });
        yield truth(text, FieldType.TEXT, depth);
      }
      case Expr.Not(Expr operand) -> truth(operand, FieldType.TRUTH, depth);
      case Expr.And(List<Expr> operands) -> truths(operands, depth);
      case Expr.Or(List<Expr> operands) -> truths(operands, depth);
      case Expr.Calculate(var operation, Expr left, Expr right) -> {
        require(left, FieldType.NUMBER, depth);
        require(right, FieldType.NUMBER, depth);
        yield FieldType.NUMBER;
      }
      case Expr.Negate(Expr operand) -> {
        require(operand, FieldType.NUMBER, depth);
        yield FieldType.NUMBER;
      }
      case Expr.Call(Function function, List<Expr> arguments) -> call(function, arguments, depth);
    };
  }

  private FieldType call(Function function, List<Expr> arguments, int depth) {
    List<FieldType> parameters = function.parameters();
    if (arguments.size() != parameters.size()) {
      throw new Problem("gives `" + function.word() + "` the wrong number of arguments");
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (parameters.get(i) == FieldType.TEXTS) {
        FieldType list = typeOf(arguments.get(i), depth + 1);
        requireList(list, FieldType.TRUTH);
        if (list == FieldType.NUMBERS && function.result() == FieldType.TEXT) {
          return FieldType.JSON;
        }
      } else {
        require(arguments.get(i), parameters.get(i), depth);
      }
    }
    return function.result();
  }

  private FieldType truth(Expr operand, FieldType wanted, int depth) {
    require(operand, wanted, depth);
    return FieldType.TRUTH;
  }

  private FieldType truths(List<Expr> operands, int depth) {
    operands.forEach(operand -> require(operand, FieldType.TRUTH, depth));
    return FieldType.TRUTH;
  }

  private static FieldType compared(Comparison comparison, FieldType left, FieldType right) {
    switch (comparison) {
      case EQUAL, NOT_EQUAL -> {
        // Any two values are equal or not.
      }
      case LESS, AT_MOST, MORE, AT_LEAST -> {
        boolean numbers = fits(left, FieldType.NUMBER) && fits(right, FieldType.NUMBER);
        boolean texts = fits(left, FieldType.TEXT) && fits(right, FieldType.TEXT);
        if (!numbers && !texts) {
          throw new Problem("orders a " + left.word() + " and a " + right.word());
        }
      }
    }
    return FieldType.TRUTH;
  }

  private static FieldType requireList(FieldType type, FieldType result) {
    return switch (type) {
      case TEXTS, NUMBERS, JSON -> result;
      case TEXT, CATEGORY, NUMBER, TRUTH ->
          throw new Problem("needs a list where a " + type.word() + " is");
    };
  }

  private FieldType typeOf(Expr.Field field) {
    FactType type = slots.get(field.slot());
    if (type == null) {
      throw new Problem(UNBOUND);
    }
    FactField known =
        FactSchema.field(type, field.field())
            .orElseThrow(() -> new Problem("asks for what no " + type.word() + " has"));
    if (onlyFewValues && !known.fewValues()) {
      throw new Problem("shows `" + known.name() + "` in its reason code");
    }
    if (!field.path().isEmpty() && known.type() != FieldType.JSON) {
      throw new Problem("looks into `" + known.name() + "`, which is no JSON value");
    }
    return known.type();
  }

  private static FieldType typeOf(Value value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Problem("has a value nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (value) {
      case Value.Text _ -> FieldType.TEXT;
      case Value.Decimal _ -> FieldType.NUMBER;
      case Value.Truth _ -> FieldType.TRUTH;
      case Value.Nothing _ -> FieldType.JSON;
      case Value.Sequence(List<Value> items) -> {
        items.forEach(item -> typeOf(item, depth + 1));
        if (items.isEmpty()) {
          yield FieldType.JSON;
        }
        if (items.stream().allMatch(Value.Text.class::isInstance)) {
          yield FieldType.TEXTS;
        }
        yield items.stream().allMatch(Value.Decimal.class::isInstance)
            ? FieldType.NUMBERS
            : FieldType.JSON;
      }
      case Value.Mapping(Map<String, Value> entries) -> {
        entries.values().forEach(item -> typeOf(item, depth + 1));
        yield FieldType.JSON;
      }
    };
  }
}
