package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.CharacterChecker;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.Optional;

/** The text front-end: a pack text in, the pack tree out. Safe for any thread. */
public final class PackTextReader {
  private PackTextReader() {}

  /**
   * The tree, or empty when too little of it could be read; the problems say why. Of a source in a
   * newer version of the language no more is read than that version.
   */
  public static Optional<PackFile> read(SourceText source, Problems problems) {
    if (!CharacterChecker.check(source, "\\u{7}", problems)) {
      return Optional.empty();
    }
    Optional<PackFile> newer = NewerLanguage.read(source);
    if (newer.isPresent()) {
      return newer;
    }
    EmbeddedText text = EmbeddedText.of(source);
    SyntaxProblems syntax = new SyntaxProblems(text, "", problems);
    return TokenReader.read(text, syntax).flatMap(tokens -> read(source, tokens, syntax));
  }

  private static Optional<PackFile> read(
      SourceText source, TokenReader.Tokens tokens, SyntaxProblems problems) {
    Span start = Span.startOf(source);
    if (tokens.tokens().size() == 1) {
      problems.add(
          DiagnosticCode.EMPTY_SOURCE,
          start,
          "the file holds no item",
          "a pack has at least `pack` and `chain`");
      return Optional.empty();
    }
    List<PackToken> balanced = Brackets.balance(tokens.tokens(), source.text(), problems);
    if (balanced.isEmpty()) {
      return Optional.empty();
    }
    PackParser.PackFileContext file = new BoundedParser(balanced, problems).packFile();
    List<CommentDecl> comments = comments(source, tokens.comments());
    return new FileBuilder(new Nodes(problems)).build(start, file, comments);
  }

  private static List<CommentDecl> comments(SourceText source, List<PackToken> tokens) {
    return tokens.stream()
        .map(token -> CommentDecl.of(source, token.getStartIndex(), token.end()))
        .toList();
  }
}
