package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lays out expressions. Only brackets and chains of {@code and} and {@code or} are broken, chains
 * before the operator; a chain that its author broke stays so.
 */
final class ExpressionLayout {
  private static final Set<String> PREFIXES = Set.of("not", "exists", "-");
  private static final Set<String> TIGHT_OPERATORS =
      Set.of(
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "in",
          "contains",
          "under",
          "called",
          "like",
          "matches",
          "+",
          "-",
          "*",
          "/",
          "%");

  private final TokenCursor cursor;

  ExpressionLayout(TokenCursor cursor) {
    this.cursor = cursor;
  }

  Layout expression() {
    return chain("or");
  }

  private Layout chain(String operator) {
    Layout before = cursor.remarks();
    Layout first = operand(operator);
    List<Layout> rest = new ArrayList<>();
    boolean broken = false;
    while (cursor.isAt(operator)) {
      broken |= cursor.startsLine();
      rest.add(Layout.gap());
      rest.add(cursor.token());
      rest.add(Layout.space());
      broken |= cursor.startsLine();
      rest.add(operand(operator));
    }
    if (rest.isEmpty()) {
      return Layout.of(before, first);
    }
    Layout content = Layout.of(first, Layout.nest(Layout.of(rest)));
    return Layout.of(before, broken ? Layout.broken(content) : Layout.group(content));
  }

  private Layout operand(String chain) {
    return chain.equals("or") ? chain("and") : tight();
  }

  /** Everything that binds tighter than {@code and}. */
  private Layout tight() {
    List<Layout> parts = new ArrayList<>();
    prefixed(parts);
    while (isAtTightOperator()) {
      parts.add(Layout.space());
      if (cursor.isAt("not")) {
        parts.add(cursor.token());
        parts.add(Layout.space());
      }
      parts.add(cursor.token());
      parts.add(Layout.space());
      prefixed(parts);
    }
    return Layout.of(parts);
  }

  private boolean isAtTightOperator() {
    boolean notIn = cursor.isAt("not") && cursor.peek(1).is("in");
    return notIn || (!cursor.isAtText() && TIGHT_OPERATORS.contains(cursor.peek().text()));
  }

  private void prefixed(List<Layout> parts) {
    while (!cursor.isAtText() && PREFIXES.contains(cursor.peek().text())) {
      boolean minus = cursor.isAt("-");
      parts.add(cursor.token());
      if (!minus) {
        parts.add(Layout.space());
      }
    }
    parts.add(cursor.remarks());
    parts.add(primary());
  }

  private Layout primary() {
    if (cursor.isAt("(")) {
      return bracketed();
    }
    if (cursor.isAt("[")) {
      return Items.list(cursor, this::expression);
    }
    if (!cursor.isAtWord()) {
      return cursor.token();
    }
    Layout name = cursor.token();
    if (cursor.isAt(":")) {
      return Layout.of(name, cursor.token(), Layout.space(), callOrName());
    }
    return callOrPath(name);
  }

  private Layout callOrName() {
    return callOrPath(cursor.token());
  }

  private Layout callOrPath(Layout name) {
    if (cursor.isAt("(")) {
      return Layout.of(name, bracketed());
    }
    List<Layout> path = new ArrayList<>(List.of(name));
    while (cursor.isAt(".") || cursor.isAt("[")) {
      boolean element = cursor.isAt("[");
      path.add(cursor.token());
      path.add(cursor.token());
      if (element) {
        path.add(cursor.token());
      }
    }
    return Layout.of(path);
  }

  /** A group or the arguments of a call. */
  private Layout bracketed() {
    Layout open = cursor.token();
    Layout items = Items.of(cursor, ")", "", this::expression);
    return Layout.group(Layout.of(open, items, cursor.token()));
  }
}
