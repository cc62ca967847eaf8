package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.CharacterChecker;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import java.util.List;
import java.util.Optional;

/**
 * Reads exactly one YAML document into nodes. Works on a stream of tokens, because those keep every
 * place, show duplicate keys and aliases, and cost nothing before a limit is checked.
 */
final class YamlReader {
  private YamlReader() {}

  /** The root, or empty when there is none to speak of; the problems say why. */
  static Optional<YamlNode> read(SourceText source, Problems problems) {
    return readDocument(source, problems).map(Document::root);
  }

  /** The document, or empty when there is none to speak of; the problems say why. */
  static Optional<Document> readDocument(SourceText source, Problems problems) {
    if (!CharacterChecker.check(source, "\\x07", problems)) {
      return Optional.empty();
    }
    try (TokenStream tokens = new TokenStream(source)) {
      return readDocument(source, tokens, problems);
    } catch (TokenStream.SyntaxException e) {
      problems.add(e.problem());
      return Optional.empty();
    }
  }

  private static Optional<Document> readDocument(
      SourceText source, TokenStream tokens, Problems problems) throws TokenStream.SyntaxException {
    if (!(tokens.next() instanceof YamlToken.Node first)) {
      reportEmpty(Span.startOf(source), problems);
      return Optional.empty();
    }
    Optional<YamlNode> root = new NodeComposer(tokens, problems).compose(first);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    int end = checkEnd(tokens, problems);
    List<CommentDecl> comments = CommentFinder.find(source, tokens.scalars(), end);
    return Optional.of(new Document(root.get(), comments));
  }

  /** Reports a second document; the end of the first. */
  private static int checkEnd(TokenStream tokens, Problems problems)
      throws TokenStream.SyntaxException {
    YamlToken end = tokens.next();
    if (tokens.isAtSecondDocument()) {
      problems.add(
          DiagnosticCode.MULTIPLE_DOCUMENTS,
          end.span(),
          "",
          "a second document starts here",
          "keep one pack in one file");
      return end.span().offset();
    }
    return end.span().source().text().length();
  }

  private static void reportEmpty(Span place, Problems problems) {
    problems.add(
        DiagnosticCode.EMPTY_SOURCE,
        place,
        "",
        "the file holds no document",
        "a pack has at least `pack` and `policies`");
  }

  /** What a source holds. */
  record Document(YamlNode root, List<CommentDecl> comments) {
    Document {
      comments = List.copyOf(comments);
    }
  }
}
