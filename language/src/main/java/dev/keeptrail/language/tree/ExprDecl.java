package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * An expression as written. Names are not resolved: whether a call is a pattern, a function or an
 * aggregate, and whether a name is a field, a binding, a definition or a bare word, the checks find
 * out.
 */
public sealed interface ExprDecl {
  Span span();

  record Text(Span span, String value) implements ExprDecl {}

  record Decimal(Span span, double value) implements ExprDecl {}

  record Truth(Span span, boolean value) implements ExprDecl {}

  record Items(Span span, List<ExprDecl> items) implements ExprDecl {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A name or a path, such as {@code call.arguments.items[0].amount}; at least one part. */
  record Name(Span span, List<NamePart> parts) implements ExprDecl {
    public Name {
      parts = List.copyOf(parts);
    }
  }

  /** One part of a path. */
  sealed interface NamePart {
    Span span();

    record Member(Span span, String name) implements NamePart {}

    record Element(Span span, int index) implements NamePart {}
  }

  /** {@code name(argument, ...)}: a pattern, a function or an aggregate. */
  record Call(Span span, NameDecl name, List<ExprDecl> arguments) implements ExprDecl {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code binding: pattern}. */
  record Bound(Span span, NameDecl binding, ExprDecl pattern) implements ExprDecl {}

  record Unary(Span span, UnaryOperator operator, ExprDecl operand) implements ExprDecl {}

  record Binary(Span span, BinaryOperator operator, ExprDecl left, ExprDecl right)
      implements ExprDecl {}

  /** In brackets, which the formatter keeps. */
  record Grouped(Span span, ExprDecl inner) implements ExprDecl {}

  /** Could not be read and was reported; nothing more is said about it. */
  record Invalid(Span span) implements ExprDecl {}

  /** Operators before one operand. */
  enum UnaryOperator {
    NOT("not"),
    EXISTS("exists"),
    NEGATE("-");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** Operators between two operands, loosest first; those of one line of the grammar bind alike. */
  enum BinaryOperator {
    OR("or", 1),
    AND("and", 2),
    EQUAL("==", 4),
    NOT_EQUAL("!=", 4),
    LESS("<", 4),
    AT_MOST("<=", 4),
    MORE(">", 4),
    AT_LEAST(">=", 4),
    IN("in", 4),
    NOT_IN("not in", 4),
    CONTAINS("contains", 4),
    UNDER("under", 4),
    CALLED("called", 4),
    LIKE("like", 4),
    MATCHES("matches", 4),
    ADD("+", 5),
    SUBTRACT("-", 5),
    MULTIPLY("*", 6),
    DIVIDE("/", 6),
    REMAINDER("%", 6);

    private final String symbol;
    private final int binding;

    BinaryOperator(String symbol, int binding) {
      this.symbol = symbol;
      this.binding = binding;
    }

    public String symbol() {
      return symbol;
    }

    /** How tightly it binds; 3 is {@code not}, 7 the minus sign and {@code exists}. */
    public int binding() {
      return binding;
    }
  }
}
