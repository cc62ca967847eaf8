package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.parse.Lexemes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What an editor selects around a cursor, step by step: the word, the text, what stands in brackets
 * or under a key, the part, the document. Made once for the cursors of one question.
 */
final class Selections {
  private final String text;
  private final Positions positions;
  private final List<Range> ranges = new ArrayList<>();

  private Selections(String text) {
    this.text = text;
    this.positions = new Positions(text);
    add(0, text.length());
  }

  static Selections of(PackDocument document, List<Outline> outline, Collection<Fold> folds) {
    var selections = new Selections(document.source().text());
    selections.parts(outline);
    switch (document.syntax()) {
      case TEXT -> selections.brackets();
      case YAML -> selections.blocks(folds);
    }
    return selections;
  }

  /** From the innermost to the whole document; each holds the one before and is larger. */
  List<Range> around(int offset) {
    List<Range> all = new ArrayList<>(ranges);
    all.add(word(offset));
    all.add(line(offset));
    all.removeIf(range -> !range.touches(offset));
    all.sort(Comparator.comparingInt(range -> range.end() - range.start()));
    List<Range> chain = new ArrayList<>();
    for (Range range : all) {
      Range inner = chain.isEmpty() ? new Range(offset, offset) : chain.getLast();
      boolean holds = range.start() <= inner.start() && inner.end() <= range.end();
      if (holds && !range.equals(inner)) {
        chain.add(range);
      }
    }
    return chain.isEmpty() ? List.of(new Range(offset, offset)) : chain;
  }

  private void parts(List<Outline> outline) {
    for (Outline part : outline) {
      add(part.range().start(), part.range().end());
      parts(part.parts());
    }
  }

  private void brackets() {
    Deque<Lexeme> open = new ArrayDeque<>();
    for (Lexeme lexeme : Lexemes.of(text)) {
      if (lexeme.is("{") || lexeme.is("[") || lexeme.is("(")) {
        open.push(lexeme);
      } else if ((lexeme.is("}") || lexeme.is("]") || lexeme.is(")")) && !open.isEmpty()) {
        Lexeme begin = open.pop();
        stripped(/* start= */ begin.end(), /* end= */ lexeme.start());
        add(begin.start(), lexeme.end());
      } else if (lexeme.sort() == Lexeme.Sort.STRING) {
        int quotes = lexeme.text().startsWith("\"\"\"") ? 3 : 1;
        add(lexeme.start() + quotes, lexeme.end() - quotes);
        add(lexeme.start(), lexeme.end());
      }
    }
  }

  /** What folds away in YAML belongs together, and what stands behind the colon of its key. */
  private void blocks(Collection<Fold> folds) {
    for (Fold fold : folds) {
      int start = positions.offset(fold.startLine(), 0);
      int end = positions.offset(fold.endLine(), Integer.MAX_VALUE);
      stripped(start, end);
      stripped(positions.offset(fold.startLine() + 1, 0), end);
    }
  }

  private Range line(int offset) {
    int line = positions.position(offset).line();
    int start = positions.offset(line, 0);
    int end = positions.offset(line, Integer.MAX_VALUE);
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Range(start, end);
  }

  private Range word(int offset) {
    int start = offset;
    int end = offset;
    while (start > 0 && isOfWord(text.charAt(start - 1))) {
      start--;
    }
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return new Range(start, end);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '_' || c == '-';
  }

  private void stripped(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    add(from, to);
  }

  private void add(int start, int end) {
    if (end > start) {
      ranges.add(new Range(start, end));
    }
  }
}
