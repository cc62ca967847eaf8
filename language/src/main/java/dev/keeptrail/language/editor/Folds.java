package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.parse.Lexemes;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ImportDecl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds what can be folded away: brackets and texts over several lines, in YAML what stands deeper
 * than its line, comments and imports that follow each other. Works in documents that cannot be
 * read. Serves one question.
 */
final class Folds {
  private final SourceText source;
  private final Positions positions;
  private final int lines;

  /** One for each line on which any begins: the longest. */
  private final TreeMap<Integer, Fold> found = new TreeMap<>();

  private Folds(SourceText source) {
    this.source = source;
    this.positions = new Positions(source.text());
    this.lines = positions.position(source.text().length()).line() + 1;
  }

  static Collection<Fold> of(PackDocument document, List<ImportDecl> imports) {
    var folds = new Folds(document.source());
    switch (document.syntax()) {
      case TEXT -> folds.brackets();
      case YAML -> folds.indentation();
    }
    folds.comments();
    folds.imports(imports);
    return folds.found.values();
  }

  private void brackets() {
    Deque<Lexeme> open = new ArrayDeque<>();
    for (Lexeme lexeme : Lexemes.of(source.text())) {
      if (lexeme.is("{") || lexeme.is("[") || lexeme.is("(")) {
        open.push(lexeme);
      } else if ((lexeme.is("}") || lexeme.is("]") || lexeme.is(")")) && !open.isEmpty()) {
        // The closing bracket stays in sight.
        add(line(open.pop().start()), line(lexeme.start()) - 1, Fold.Sort.PART);
      } else if (lexeme.sort() == Lexeme.Sort.STRING) {
        add(line(lexeme.start()), line(lexeme.end()), Fold.Sort.PART);
      }
    }
  }

  /** A line whose followers stand deeper; entries of a list may stand as deep as their key. */
  private void indentation() {
    Deque<Open> open = new ArrayDeque<>();
    int last = -1;
    for (int line = 0; line < lines; line++) {
      String text = text(line);
      String content = text.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      int indent = text.indexOf(content.charAt(0));
      boolean isItem = content.equals("-") || content.startsWith("- ");
      while (!open.isEmpty() && !open.peek().holds(indent, isItem)) {
        add(open.pop().line(), last, Fold.Sort.PART);
      }
      open.push(new Open(line, indent, isItem));
      last = line;
    }
    while (!open.isEmpty()) {
      add(open.pop().line(), last, Fold.Sort.PART);
    }
  }

  /** A line that others may stand under. */
  private record Open(int line, int indent, boolean isItem) {
    boolean holds(int other, boolean item) {
      return other > indent || (other == indent && item && !isItem);
    }
  }

  private void comments() {
    int first = -1;
    for (int line = 0; line <= lines; line++) {
      boolean isComment = line < lines && text(line).stripLeading().startsWith("#");
      if (isComment && first < 0) {
        first = line;
      } else if (!isComment && first >= 0) {
        add(first, line - 1, Fold.Sort.COMMENT);
        first = -1;
      }
    }
  }

  private void imports(List<ImportDecl> imports) {
    List<Span> spans = new ArrayList<>(imports.stream().map(decl -> decl.path().span()).toList());
    if (spans.size() > 1) {
      spans.sort(java.util.Comparator.comparingInt(Span::offset));
      add(line(spans.getFirst().offset()), line(spans.getLast().end()), Fold.Sort.IMPORTS);
    }
  }

  private void add(int start, int end, Fold.Sort sort) {
    if (end > start) {
      found.merge(
          start,
          new Fold(start, end, sort),
          (known, other) -> known.endLine() >= other.endLine() ? known : other);
    }
  }

  private int line(int offset) {
    return positions.position(offset).line();
  }

  private String text(int line) {
    return source.lineText(line + 1);
  }
}
