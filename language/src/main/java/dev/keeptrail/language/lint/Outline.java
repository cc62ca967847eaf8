package dev.keeptrail.language.lint;

import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;
import java.util.stream.Collectors;

/** An expression without its places and brackets, so that equal ones are equal texts. */
final class Outline {
  private Outline() {}

  static String of(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Text text ->
          '"' + text.value().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case ExprDecl.Decimal number -> Double.toString(number.value());
      case ExprDecl.Truth truth -> Boolean.toString(truth.value());
      case ExprDecl.Items items -> "[" + all(items.items()) + "]";
      case ExprDecl.Name name -> name(name);
      case ExprDecl.Call call -> call.name().text() + "(" + all(call.arguments()) + ")";
      case ExprDecl.Bound bound -> bound.binding().text() + ": " + of(bound.pattern());
      case ExprDecl.Unary unary ->
          "(" + unary.operator().symbol() + " " + of(unary.operand()) + ")";
      case ExprDecl.Binary binary ->
          "("
              + of(binary.left())
              + " "
              + binary.operator().symbol()
              + " "
              + of(binary.right())
              + ")";
      case ExprDecl.Grouped grouped -> of(grouped.inner());
      case ExprDecl.Invalid invalid -> "?" + invalid.span().offset();
    };
  }

  private static String all(List<ExprDecl> expressions) {
    return expressions.stream().map(Outline::of).collect(Collectors.joining(", "));
  }

  private static String name(ExprDecl.Name name) {
    return name.parts().stream()
        .map(part ->
            switch (part) {
              case ExprDecl.NamePart.Member member -> "." + member.name();
              case ExprDecl.NamePart.Element element -> "[" + element.index() + "]";
            })
        .collect(Collectors.joining());
  }
}
