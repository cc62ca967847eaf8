package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.editor.Positions;
import dev.keeptrail.language.editor.Range;
import dev.keeptrail.language.editor.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.SemanticTokenModifiers;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;

/**
 * The numbers that the protocol has for tokens: each is told by how far it stands from the one
 * before. A token that goes over several lines is told line by line, because few editors take it
 * whole.
 */
final class SemanticAnswers {
  static final SemanticTokensLegend LEGEND =
      new SemanticTokensLegend(
          Stream.of(Token.Sort.values()).map(Token.Sort::word).distinct().toList(),
          List.of(SemanticTokenModifiers.Declaration, SemanticTokenModifiers.Readonly));

  private static final int DECLARATION = 1;
  private static final int READONLY = 2;

  private final Positions positions;
  private final List<Integer> data = new ArrayList<>();
  private int lastLine;
  private int lastColumn;

  private SemanticAnswers(Positions positions) {
    this.positions = positions;
  }

  /**
   * The tokens of a document, those that a range touches.
   *
   * @param text the document
   */
  static SemanticTokens of(List<Token> tokens, String text, Positions positions, Range range) {
    var answers = new SemanticAnswers(positions);
    tokens.stream()
        .filter(token -> token.start() < range.end() && range.start() < token.end())
        .forEach(token -> answers.add(token, text));
    return new SemanticTokens(answers.data);
  }

  private void add(Token token, String text) {
    int first = positions.position(token.start()).line();
    int last = positions.position(token.end()).line();
    for (int line = first; line <= last; line++) {
      int start = Math.max(token.start(), positions.offset(line, 0));
      int end = Math.min(token.end(), positions.offset(line, Integer.MAX_VALUE));
      while (start < end && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      if (end > start) {
        add(line, start - positions.offset(line, 0), end - start, token);
      }
    }
  }

  private void add(int line, int column, int length, Token token) {
    data.add(line - lastLine);
    data.add(line == lastLine ? column - lastColumn : column);
    data.add(length);
    data.add(LEGEND.getTokenTypes().indexOf(token.sort().word()));
    data.add(
        (token.isDeclaration() ? DECLARATION : 0)
            | (token.sort() == Token.Sort.DEFINITION ? READONLY : 0));
    lastLine = line;
    lastColumn = column;
  }
}
