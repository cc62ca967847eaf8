package dev.keeptrail.language.parse;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Looks at a source's first line before the rest, because what a newer version of the language
 * allows is no mistake.
 */
final class NewerLanguage {
  private static final long OURS = 1;

  private NewerLanguage() {}

  /** A tree of nothing but the version, when that is newer than ours. */
  static Optional<PackFile> read(SourceText source) {
    PackLexer lexer = new PackLexer(new SourceCharStream(source.text()));
    lexer.removeErrorListeners();
    Token word = next(lexer);
    Token number = word.getType() == PackLexer.LANGUAGE ? next(lexer) : word;
    if (number.getType() != PackLexer.NUMBER) {
      return Optional.empty();
    }
    ValueDecl version = Numbers.value(span(source, number, number), number.getText(), false);
    return version instanceof ValueDecl.Int(_, long value) && value > OURS
        ? Optional.of(onlyLanguage(new LanguageDecl(span(source, word, number), version)))
        : Optional.empty();
  }

  private static Token next(PackLexer lexer) {
    Token token = lexer.nextToken();
    while (token.getChannel() != Token.DEFAULT_CHANNEL) {
      token = lexer.nextToken();
    }
    return token;
  }

  private static Span span(SourceText source, Token first, Token last) {
    int from = first.getStartIndex();
    return new Span(source, from, last.getStopIndex() + 1 - from);
  }

  private static PackFile onlyLanguage(LanguageDecl language) {
    return new PackFile(
        Span.startOf(language.span().source()),
        PackFile.Syntax.TEXT,
        language,
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        List.of());
  }
}
