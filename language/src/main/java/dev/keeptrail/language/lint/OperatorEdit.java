package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;
import java.util.Optional;

/** Exchanges the operator between two operands, where nothing but it stands there. */
final class OperatorEdit {
  private OperatorEdit() {}

  static Optional<Fix> replace(ExprDecl.Binary binary, String symbol) {
    Span left = binary.left().span();
    Span right = binary.right().span();
    if (left.source() != right.source() || left.end() > right.offset()) {
      return Optional.empty();
    }
    String between = left.source().text().substring(left.end(), right.offset());
    if (!between.strip().equals(binary.operator().symbol())) {
      return Optional.empty();
    }
    int start = left.end() + between.indexOf(binary.operator().symbol());
    var place = new Span(left.source(), start, binary.operator().symbol().length());
    return Optional.of(new Fix("Write `" + symbol + "`", List.of(new TextEdit(place, symbol))));
  }
}
