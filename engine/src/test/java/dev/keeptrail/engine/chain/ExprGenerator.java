package dev.keeptrail.engine.chain;

import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;

/** Expressions of a wanted type over the facts in some slots, and values that are like facts'. */
final class ExprGenerator {
  static final List<String> WORDS =
      List.of("", "a", "b", "ab", "a,b", "@", "\uD83D\uDE00", "\uFFFD", "1", "-2.5", "id0", "id1");

  private static final List<Double> NUMBERS =
      List.of(0.0, -0.0, 1.0, 2.0, -1.5, 0.5, 2.5, 1e21, 1e-7, 1e308);
  private static final List<String> MEMBERS = List.of("a", "b", "n", "list");
  private static final List<String> GLOBS = List.of("*", "a*", "?", "*b", "i?0", "a?*", "");
  private static final List<String> REGEXES = List.of("a", "^$", "[ab]+$", "id\\d", ".");
  private static final int MAX_DEPTH = 3;

  private final Random random;
  private final SortedMap<Integer, FactType> slots;

  ExprGenerator(Random random, SortedMap<Integer, FactType> slots) {
    this.random = random;
    this.slots = slots;
  }

  Expr truth() {
    return truth(0);
  }

  Expr number() {
    return number(0);
  }

  /** Anything that a template may show. */
  Expr any() {
    return switch (random.nextInt(4)) {
      case 0 -> truth(1);
      case 1 -> number(1);
      case 2 -> list(1);
      default -> text(1);
    };
  }

  private Expr truth(int depth) {
    int kind = random.nextInt(depth >= MAX_DEPTH ? 9 : 13);
    return switch (kind) {
      case 0 -> new Expr.Compare(pick(Comparison.values()), number(depth + 1), number(depth + 1));
      case 1 -> new Expr.Compare(pick(Comparison.values()), text(depth + 1), text(depth + 1));
      case 2 -> new Expr.Compare(equality(), anything(depth), anything(depth));
      case 3 -> new Expr.In(anything(depth), list(depth + 1));
      case 4 -> new Expr.Contains(chance(50) ? list(depth + 1) : text(depth + 1), anything(depth));
      case 5 -> new Expr.Like(text(depth + 1), pick(GLOBS));
      case 6 -> new Expr.Matches(text(depth + 1), pick(REGEXES));
      case 7 -> new Expr.Present(anything(depth));
      case 8 -> field(FieldType.TRUTH, new Value.Truth(random.nextBoolean()));
      case 9 -> new Expr.Not(truth(depth + 1));
      case 10 -> new Expr.And(truths(depth));
      case 11 -> new Expr.Or(truths(depth));
      default ->
          chance(50)
              ? new Expr.Call(
                  pick(Function.STARTS_WITH, Function.ENDS_WITH),
                  List.of(text(depth + 1), text(depth + 1)))
              : chance(50)
                  ? new Expr.Under(text(depth + 1), List.of("pii", "pci.card"))
                  : new Expr.Called(text(depth + 1), List.of("a", "b*"));
    };
  }

  private Comparison equality() {
    return chance(50) ? Comparison.EQUAL : Comparison.NOT_EQUAL;
  }

  private List<Expr> truths(int depth) {
    List<Expr> operands = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      operands.add(truth(depth + 1));
    }
    return operands;
  }

  private Expr anything(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> number(depth + 1);
      case 1 -> list(depth + 1);
      case 2 -> new Expr.Literal(value(2));
      default -> text(depth + 1);
    };
  }

  private Expr number(int depth) {
    Value constant = new Value.Decimal(pick(NUMBERS));
    if (depth >= MAX_DEPTH || chance(50)) {
      return field(FieldType.NUMBER, constant);
    }
    return switch (random.nextInt(7)) {
      case 0, 1 ->
          new Expr.Calculate(pick(Arithmetic.values()), number(depth + 1), number(depth + 1));
      case 2 -> new Expr.Negate(number(depth + 1));
      case 3 -> new Expr.Call(pick(Function.ABS, Function.ROUND), List.of(number(depth + 1)));
      case 4 -> new Expr.Call(pick(Function.LENGTH, Function.NUMBER), List.of(text(depth + 1)));
      case 5 -> new Expr.Call(Function.SIZE, List.of(list(depth + 1)));
      default -> new Expr.Literal(constant);
    };
  }

  private Expr text(int depth) {
    Value constant = new Value.Text(pick(WORDS));
    if (depth >= MAX_DEPTH || chance(60)) {
      return field(FieldType.TEXT, constant);
    }
    return switch (random.nextInt(6)) {
      case 0 ->
          new Expr.Call(
              pick(Function.LOWER, Function.UPPER, Function.TRIM), List.of(text(depth + 1)));
      case 1 ->
          new Expr.Call(
              Function.REPLACE, List.of(text(depth + 1), text(depth + 1), text(depth + 1)));
      case 2 -> new Expr.Call(Function.JOIN, List.of(list(depth + 1), text(depth + 1)));
      case 3 -> new Expr.Call(pick(Function.FIRST, Function.LAST), List.of(list(depth + 1)));
      case 4 -> new Expr.Call(Function.TEXT, List.of(number(depth + 1)));
      default -> new Expr.Literal(constant);
    };
  }

  private Expr list(int depth) {
    if (depth < MAX_DEPTH && chance(30)) {
      return new Expr.Call(Function.SPLIT, List.of(text(depth + 1), text(depth + 1)));
    }
    return field(
        FieldType.TEXTS,
        chance(50)
            ? Value.Sequence.texts(List.of("a", pick(WORDS)))
            : new Value.Sequence(List.of(new Value.Decimal(1), new Value.Decimal(0.5))));
  }

  /** A field that may have the type, or the constant where there is none. */
  private Expr field(FieldType wanted, Value constant) {
    List<Expr> fields = new ArrayList<>();
    slots.forEach((slot, type) -> {
      for (FactField field : FactSchema.fields(type)) {
        boolean fits =
            field.type() == wanted
                || (wanted == FieldType.TEXT && field.type() == FieldType.CATEGORY);
        if (fits) {
          fields.add(new Expr.Field(slot, field.name(), List.of()));
        } else if (field.type() == FieldType.JSON) {
          fields.add(new Expr.Field(slot, field.name(), path()));
        }
      }
    });
    return fields.isEmpty() || chance(25) ? new Expr.Literal(constant) : pick(fields);
  }

  private List<PathStep> path() {
    List<PathStep> path = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      path.add(
          chance(75)
              ? new PathStep.Member(pick(MEMBERS))
              : new PathStep.Element(random.nextInt(3) - 1));
    }
    return path;
  }

  /** Any JSON value. */
  Value value(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> new Value.Nothing();
      case 1 -> new Value.Truth(random.nextBoolean());
      case 2 -> new Value.Decimal(pick(NUMBERS));
      case 3, 4 -> new Value.Text(pick(WORDS));
      case 5 -> {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(value(depth - 1));
        }
        yield new Value.Sequence(items);
      }
      default -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put(pick(MEMBERS), value(depth - 1));
        }
        yield new Value.Mapping(entries);
      }
    };
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
