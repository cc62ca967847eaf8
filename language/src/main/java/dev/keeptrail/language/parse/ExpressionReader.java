package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;
import java.util.Optional;

/** Reads an expression that stands alone, as in a YAML scalar. Safe for any thread. */
public final class ExpressionReader {
  private ExpressionReader() {}

  /**
   * The expression; {@link ExprDecl.Invalid} when it could not be read, and the problems say why.
   *
   * @param path where the text is in its document's terms
   */
  public static ExprDecl read(EmbeddedText text, String path, Problems problems) {
    Span whole = text.span(0, text.text().length());
    SyntaxProblems syntax = new SyntaxProblems(text, path, problems);
    Optional<TokenReader.Tokens> tokens = TokenReader.read(text, syntax);
    return tokens
        .map(read -> read(read.tokens(), text, syntax, whole))
        .orElseGet(() -> new ExprDecl.Invalid(whole));
  }

  private static ExprDecl read(
      List<PackToken> tokens, EmbeddedText text, SyntaxProblems problems, Span whole) {
    if (tokens.size() == 1) {
      problems.add(DiagnosticCode.UNEXPECTED_SIGN, whole, "expected an expression", null);
      return new ExprDecl.Invalid(whole);
    }
    List<PackToken> balanced = Brackets.balance(tokens, text.text(), problems);
    if (balanced.isEmpty()) {
      return new ExprDecl.Invalid(whole);
    }
    PackParser.LoneExpressionContext lone = new BoundedParser(balanced, problems).loneExpression();
    return lone.exception == null
        ? ExpressionBuilder.build(new Nodes(problems), lone.expression())
        : new ExprDecl.Invalid(whole);
  }
}
