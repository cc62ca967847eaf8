package dev.keeptrail.language.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A resolved expression over the facts of one combination. Its value is a {@link Value}, missing,
 * or undefined.
 *
 * <p>Missing: a field or JSON path that is not there, or JSON {@code null}. A test with a missing
 * operand is false, whatever the test; any other operation with one is missing. Undefined: a JSON
 * value of a type that the operation cannot work on, or arithmetic without a finite result. {@code
 * ==}, {@code !=}, {@code in} and {@code contains} between values of different types are defined:
 * such values differ. And, or, not follow Kleene: one false makes {@code and} false, one true makes
 * {@code or} true, and otherwise one undefined makes either undefined. What an undefined test
 * counts as, {@link Rule#countsUndefined} says.
 */
public sealed interface Expr {
  /** What it is directly made of, in the order in which that is written. */
  default List<Expr> children() {
    return switch (this) {
      case Literal _, Field _ -> List.of();
      case Present(Expr operand) -> List.of(operand);
      case Compare(_, Expr left, Expr right) -> List.of(left, right);
      case In(Expr needle, Expr list) -> List.of(needle, list);
      case Contains(Expr whole, Expr part) -> List.of(whole, part);
      case Under(Expr category, _) -> List.of(category);
      case Called(Expr text, _) -> List.of(text);
      case Like(Expr text, _) -> List.of(text);
      case Matches(Expr text, _) -> List.of(text);
      case Not(Expr operand) -> List.of(operand);
      case And(List<Expr> operands) -> operands;
      case Or(List<Expr> operands) -> operands;
      case Calculate(_, Expr left, Expr right) -> List.of(left, right);
      case Negate(Expr operand) -> List.of(operand);
      case Call(_, List<Expr> arguments) -> arguments;
    };
  }

  /** The fields that it reads, as often as they stand in it, in the order in which they do. */
  default List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    collect(this, fields);
    return fields;
  }

  /** The slots of the facts that it asks about, ascending. */
  default SortedSet<Integer> slots() {
    SortedSet<Integer> slots = new TreeSet<>();
    fields().forEach(field -> slots.add(field.slot()));
    return slots;
  }

  private static void collect(Expr expr, List<Field> fields) {
    if (expr instanceof Field field) {
      fields.add(field);
    }
    expr.children().forEach(child -> collect(child, fields));
  }

  record Literal(Value value) implements Expr {}

  /**
   * A field of a fact.
   *
   * @param slot which fact of the combination: the slot of its {@link Pattern}
   * @param path steps into a JSON field; empty for the field itself
   */
  record Field(int slot, String field, List<PathStep> path) implements Expr {
    public Field {
      path = List.copyOf(path);
    }
  }

  /** Whether the value is there. Defined for every value; true also for a value of any type. */
  record Present(Expr operand) implements Expr {}

  /**
   * Order is defined between numbers, and between texts by code point; {@code ==} and {@code !=}
   * compare any two values, deeply.
   */
  record Compare(Comparison comparison, Expr left, Expr right) implements Expr {}

  /** Whether the list holds a value equal to the needle. */
  record In(Expr needle, Expr list) implements Expr {}

  /** Whether a text holds another as a part, or a list a value as an element. */
  record Contains(Expr whole, Expr part) implements Expr {}

  /** Whether the dotted category is one of the roots or lies below one. */
  record Under(Expr category, List<String> roots) implements Expr {
    public Under {
      roots = List.copyOf(roots);
    }
  }

  /**
   * Whether the text, the name of a tool, can be read as one that a glob says: without regard to
   * case, to white space around it and to the places that clients put around names of tools.
   */
  record Called(Expr text, List<String> globs) implements Expr {
    /** Names of tools are short, and so is what finds them. */
    public static final int MAX_GLOB = 200;

    public Called {
      globs = List.copyOf(globs);
    }
  }

  /** Whether the whole text fits a glob: {@code *} any characters, {@code ?} one, case counts. */
  record Like(Expr text, String glob) implements Expr {}

  /** Whether the regular expression (RE2 syntax, linear time) is found in the text; case counts. */
  record Matches(Expr text, String regex) implements Expr {}

  record Not(Expr operand) implements Expr {}

  record And(List<Expr> operands) implements Expr {
    public And {
      operands = List.copyOf(operands);
    }
  }

  record Or(List<Expr> operands) implements Expr {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  record Calculate(Arithmetic operation, Expr left, Expr right) implements Expr {}

  record Negate(Expr operand) implements Expr {}

  record Call(Function function, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
