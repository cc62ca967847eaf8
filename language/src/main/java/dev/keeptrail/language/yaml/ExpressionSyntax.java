package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.tree.ExprDecl;

/**
 * Reads the expressions that stand in a document's scalars. Called only where there are some, so
 * that documents without rules do not pay for the expressions' parser.
 */
@FunctionalInterface
public interface ExpressionSyntax {
  /**
   * The expression; {@link ExprDecl.Invalid} when it could not be read, and the problems say why.
   *
   * @param path where the text is in the document's terms
   */
  ExprDecl read(EmbeddedText text, String path, Problems problems);
}
