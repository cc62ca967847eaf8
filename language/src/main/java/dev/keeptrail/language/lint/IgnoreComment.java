package dev.keeptrail.language.lint;

import dev.keeptrail.language.tree.CommentDecl;
import java.util.List;
import java.util.Optional;

/**
 * A comment that says what lint is not to report: {@code keeptrail:ignore W617 reason}, or {@code
 * keeptrail:ignore-file W617 reason} for a whole source.
 *
 * @param code as written; empty when the comment names none
 * @param reason empty when the comment gives none
 */
record IgnoreComment(CommentDecl comment, boolean wholeFile, String code, String reason) {
  private static final String LINE = "keeptrail:ignore";
  private static final String FILE = "keeptrail:ignore-file";

  /** The comment as such, or empty when it is about something else. */
  static Optional<IgnoreComment> of(CommentDecl comment) {
    List<String> words = List.of(comment.text().strip().split("\\s+", 3));
    boolean wholeFile = words.getFirst().equals(FILE);
    if (!wholeFile && !words.getFirst().equals(LINE)) {
      return Optional.empty();
    }
    return Optional.of(
        new IgnoreComment(
            comment,
            wholeFile,
            words.size() > 1 ? words.get(1) : "",
            words.size() > 2 ? words.get(2) : ""));
  }
}
