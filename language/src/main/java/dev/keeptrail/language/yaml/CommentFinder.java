package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the comments of a document, which the parser drops: whatever starts with {@code #} after
 * white space outside its scalars.
 */
final class CommentFinder {
  private final SourceText source;
  private final String text;
  private final List<CommentDecl> comments = new ArrayList<>();

  private CommentFinder(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * The comments in order.
   *
   * @param scalars the places of all scalars, in order
   * @param end where the document ends
   */
  static List<CommentDecl> find(SourceText source, List<Span> scalars, int end) {
    CommentFinder finder = new CommentFinder(source);
    int from = 0;
    for (Span scalar : scalars) {
      finder.findBetween(from, scalar.offset());
      from = Math.max(from, finder.endOf(scalar));
    }
    finder.findBetween(from, end);
    return finder.comments;
  }

  /** Block texts may carry a comment in their first line, and their end is looked at afresh. */
  private int endOf(Span scalar) {
    int from = scalar.offset();
    while (from < scalar.end() && (text.charAt(from) == '&' || text.charAt(from) == '!')) {
      from = whiteEnd(wordEnd(from));
    }
    boolean block = from < scalar.end() && (text.charAt(from) == '|' || text.charAt(from) == '>');
    if (block) {
      findBetween(from, Math.min(lineEnd(from), scalar.end()));
    }
    return scalar.end();
  }

  private void findBetween(int from, int to) {
    int at = from;
    while (at < to) {
      if (text.charAt(at) == '#' && (at == 0 || isWhite(text.charAt(at - 1)))) {
        int end = lineEnd(at);
        comments.add(CommentDecl.of(source, at, end));
        at = end;
      }
      at++;
    }
  }

  private int lineEnd(int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
      to++;
    }
    return to;
  }

  private int wordEnd(int from) {
    int to = from;
    while (to < text.length() && !isWhite(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private int whiteEnd(int from) {
    int to = from;
    while (to < text.length() && isWhite(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static boolean isWhite(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
