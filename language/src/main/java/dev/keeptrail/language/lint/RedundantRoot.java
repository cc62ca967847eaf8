package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;

/** A list behind {@code under} holds a category that lies below another one of the list. */
final class RedundantRoot implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REDUNDANT_ROOT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && binary.operator() == ExprDecl.BinaryOperator.UNDER
              && Expressions.ungrouped(binary.right()) instanceof ExprDecl.Items list) {
            check(path, list, advice);
          }
        });
  }

  private static void check(String path, ExprDecl.Items list, Advice advice) {
    List<Span> places = list.items().stream().map(ExprDecl::span).toList();
    for (int i = 0; i < places.size(); i++) {
      for (ExprDecl other : list.items()) {
        if (list.items().get(i) instanceof ExprDecl.Text lower
            && other instanceof ExprDecl.Text upper
            && lower.value().startsWith(upper.value() + ".")) {
          advice.add(
              lower.span(),
              path,
              Quoted.word(lower.value()) + " lies below " + Quoted.word(upper.value()),
              "leave it out: `under` takes in everything below",
              ItemRemoval.of(places, i).map(e -> new Fix("Remove it", List.of(e))).orElse(null),
              new RelatedPlace(upper.span(), "takes it in"));
          break;
        }
      }
    }
  }
}
