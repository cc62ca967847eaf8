package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;

/**
 * The edit that brings an older spelling up to date: a new name, or a nested mapping where the
 * field moves into a block that is not written yet.
 */
final class SpellingFix {
  private static final String SPECIAL = "{}[],#&*!|>%@:\n\r";

  private SpellingFix() {}

  /** Empty where the value, or what else stands in the block, makes the edit less than plain. */
  static Optional<Fix> of(String from, String to, FieldDecl field, List<FieldDecl> rest) {
    if (from.contains(".") || !field.span().text().equals(from)) {
      return Optional.empty();
    }
    List<String> path = List.of(to.split("\\.", -1));
    String title = "Write " + Quoted.word(to);
    if (path.size() == 1) {
      return Optional.of(new Fix(title, List.of(new TextEdit(field.span(), to))));
    }
    boolean blockThere = rest.stream().anyMatch(other -> other.name().equals(path.getFirst()));
    if (path.size() > 2 || blockThere || !isPlain(field.value())) {
      return Optional.empty();
    }
    Span value = field.value().span();
    return Optional.of(
        new Fix(
            title,
            List.of(
                new TextEdit(field.span(), path.getFirst() + ": {" + path.getLast()),
                new TextEdit(new Span(value.source(), value.end(), 0), "}"))));
  }

  private static boolean isPlain(ValueDecl value) {
    boolean scalar =
        switch (value) {
          case ValueDecl.Text _, ValueDecl.Bool _, ValueDecl.Int _, ValueDecl.Decimal _ -> true;
          case ValueDecl.Nothing _,
              ValueDecl.Sequence _,
              ValueDecl.Mapping _,
              ValueDecl.Invalid _ ->
              false;
        };
    String text = value.span().text();
    return scalar && !text.isEmpty() && text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }
}
