package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;
import java.util.Optional;

/** Texts in conditions that can only be some words, because of the field or word beside them. */
final class KnownTexts {
  private final Problems problems;
  private final ExpressionChecker expressions;
  private final Categories categories;

  KnownTexts(Problems problems, ExpressionChecker expressions, Categories categories) {
    this.problems = problems;
    this.expressions = expressions;
    this.categories = categories;
  }

  /** Whether a constant opposite a field is something that the field can be. */
  boolean isKnown(Optional<FactField> field, Typed constant, ExprDecl expression, Place place) {
    Optional<List<String>> texts = constant.constant().flatMap(Folding::texts);
    if (field.isEmpty() || texts.isEmpty()) {
      return true;
    }
    if (field.get().type() == FieldType.CATEGORY) {
      return areKnown(texts.get(), expression, place);
    }
    List<String> words = field.get().words();
    for (int i = 0; i < texts.get().size() && !words.isEmpty(); i++) {
      if (!words.contains(texts.get().get(i))) {
        Span span = item(expression, i, texts.get().size()).span();
        expressions.unknownWord(texts.get().get(i), field.get(), span, place);
        return false;
      }
    }
    return true;
  }

  boolean areKnown(List<String> names, ExprDecl expression, Place place) {
    boolean known = true;
    for (int i = 0; i < names.size(); i++) {
      Span span = item(expression, i, names.size()).span();
      known &= categories.check(names.get(i), span, place.origin().path(), problems);
    }
    return known;
  }

  /** Whether texts can be names of tools, as {@code called} asks for them. */
  boolean areNames(List<String> globs, ExprDecl expression, Place place) {
    for (int i = 0; i < globs.size(); i++) {
      boolean blank = globs.get(i).isBlank();
      if (blank || globs.get(i).length() > Expr.Called.MAX_GLOB) {
        expressions.report(
            blank ? DiagnosticCode.WRONG_OPERAND : DiagnosticCode.TEXT_TOO_LONG,
            item(expression, i, globs.size()).span(),
            place,
            blank
                ? "`called` needs a name, not an empty text"
                : "the name of a tool may have at most " + Expr.Called.MAX_GLOB + " characters",
            null);
        return false;
      }
    }
    return true;
  }

  /** The place of one text of a constant: its own where the list is written out. */
  private static ExprDecl item(ExprDecl expression, int index, int size) {
    return Operands.bare(expression) instanceof ExprDecl.Items(_, List<ExprDecl> items)
            && items.size() == size
        ? items.get(index)
        : expression;
  }
}
