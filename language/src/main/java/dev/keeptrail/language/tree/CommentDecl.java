package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;

/**
 * A comment, from its {@code #} to the end of the line.
 *
 * @param text without the {@code #} and the white space around it
 * @param ownLine whether nothing else stands on its line before it
 */
public record CommentDecl(Span span, String text, boolean ownLine) {
  /** The comment that starts at the {@code #} at that offset. */
  public static CommentDecl of(SourceText source, int from, int end) {
    String all = source.text();
    int before = from;
    while (before > 0 && (all.charAt(before - 1) == ' ' || all.charAt(before - 1) == '\t')) {
      before--;
    }
    boolean ownLine =
        before == 0 || all.charAt(before - 1) == '\n' || all.charAt(before - 1) == '\r';
    return new CommentDecl(
        new Span(source, from, end - from), all.substring(from + 1, end).strip(), ownLine);
  }
}
