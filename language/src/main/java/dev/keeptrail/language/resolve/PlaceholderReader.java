package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;

/** Reads the expression of a placeholder in a template. */
@FunctionalInterface
public interface PlaceholderReader {
  /**
   * The expression, {@link ExprDecl.Invalid} where it cannot be read, which is reported.
   *
   * @param place where the source has the expression letter for letter; where it has it only with
   *     escapes, the text that holds it, so that every problem is shown there
   */
  ExprDecl read(String expression, Span place, String path, Problems problems);
}
