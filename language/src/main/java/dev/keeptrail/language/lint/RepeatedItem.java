package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list between brackets holds an item twice. */
final class RepeatedItem implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REPEATED_ITEM;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Items list) {
            check(path, list, advice);
          }
        });
  }

  private static void check(String path, ExprDecl.Items list, Advice advice) {
    Map<String, ExprDecl> seen = new HashMap<>();
    List<Span> places = list.items().stream().map(ExprDecl::span).toList();
    for (int i = 0; i < places.size(); i++) {
      ExprDecl first = seen.putIfAbsent(Outline.of(list.items().get(i)), list.items().get(i));
      if (first != null) {
        advice.add(
            places.get(i),
            path,
            Quoted.word(places.get(i).text()) + " is in the list twice",
            "leave one out",
            ItemRemoval.of(places, i).map(edit -> new Fix("Remove it", List.of(edit))).orElse(null),
            new RelatedPlace(first.span(), "the first one"));
      }
    }
  }
}
