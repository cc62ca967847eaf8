package dev.keeptrail.language.lint;

import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;

/** A regular expression, wherever a pack has one. */
record WrittenPattern(Span span, String path, String regex) {
  static List<WrittenPattern> of(LintedPack pack) {
    List<WrittenPattern> patterns = new ArrayList<>();
    for (WrittenList list : WrittenList.of(pack)) {
      if (list.element() instanceof SettingType.Regex) {
        for (ValueDecl.Text text : list.texts()) {
          patterns.add(new WrittenPattern(text.span(), list.pathOf(text), text.value()));
        }
      }
    }
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && binary.operator() == ExprDecl.BinaryOperator.MATCHES
              && Expressions.ungrouped(binary.right()) instanceof ExprDecl.Text text) {
            patterns.add(new WrittenPattern(text.span(), path, text.value()));
          }
        });
    return patterns;
  }
}
