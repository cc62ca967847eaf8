package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text with the signs of a glob or a regular expression, where texts are compared as they are
 * written. Not where {@link ToolNameAsWritten} has better advice.
 */
final class WildcardAsWritten implements LintRule {
  private static final Set<BinaryOperator> WHOLE =
      Set.of(
          BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL, BinaryOperator.IN, BinaryOperator.NOT_IN);
  private static final Set<String> LISTS =
      Set.of("blocked_terms", "blocked_entities", "privilege_markers", "block_if");
  private static final String TERMS = ".terms.";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.WILDCARD_AS_WRITTEN;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Set<ExprDecl> toolNames =
        RestrictingTests.of(pack).stream()
            .filter(RestrictingTests.Test::wantsAnyForm)
            .map(RestrictingTests.Test::binary)
            .collect(Collectors.toSet());
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && !(toolNames.contains(binary)
                  && ToolNameAsWritten.LITERAL.contains(binary.operator()))
              && Expressions.isPlainField(binary.left())) {
            check(pack, path, binary, advice);
          }
        });
    for (WrittenList list : WrittenList.of(pack)) {
      String name = list.path().substring(list.path().lastIndexOf('.') + 1);
      if (LISTS.contains(name) || list.path().contains(TERMS)) {
        list.texts().stream()
            .filter(text -> hasWildcard(text.value()) || isExpression(text.value()))
            .forEach(text ->
                report(
                    text.span(),
                    list.pathOf(text),
                    text.value(),
                    "write the term alone, or a regular expression where patterns are listed",
                    advice));
      }
    }
  }

  private static void check(LintedPack pack, String path, ExprDecl.Binary binary, Advice advice) {
    BinaryOperator operator = binary.operator();
    if (!WHOLE.contains(operator) && operator != BinaryOperator.CONTAINS) {
      return;
    }
    for (ExprDecl.Text text : Expressions.texts(binary.right(), Expressions.definitions(pack))) {
      if (hasWildcard(text.value())) {
        report(
            text.span(),
            path,
            text.value(),
            operator == BinaryOperator.CONTAINS
                ? "`contains` finds its text anywhere: leave the `*` out"
                : "write `like` for a text with wildcards, `called` for the name of a tool",
            advice);
      }
    }
  }

  private static void report(Span span, String path, String text, String hint, Advice advice) {
    advice.add(
        span,
        path,
        Quoted.word(text)
            + " is compared as it is written: nothing in it stands for other characters",
        hint);
  }

  /** A single star at an end, beside something else. */
  private static boolean hasWildcard(String text) {
    boolean start = text.startsWith("*") && !text.startsWith("**");
    boolean end = text.endsWith("*") && !text.endsWith("**");
    boolean both = start && end && text.length() > 2 && text.indexOf(' ') >= 0;
    return text.chars().anyMatch(Character::isLetterOrDigit) && (start || end) && !both;
  }

  private static boolean isExpression(String term) {
    return term.contains(".*")
        || term.contains(".+")
        || term.contains("\\b")
        || term.contains("\\s")
        || term.contains("\\d")
        || term.contains("\\w")
        || (term.startsWith("^") && term.length() > 2)
        || (term.startsWith("(?") && term.endsWith(")"));
  }
}
