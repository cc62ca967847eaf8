package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A comment of a source and how deep it stands.
 *
 * @param text with its {@code #}
 * @param level in text the number of open brackets, in YAML the column
 * @param last whether what it stands in ends right after it; never so in YAML, which does not show
 */
record SourceComment(int offset, String text, boolean ownLine, int level, boolean last) {

  /** The comments of a pack, in order. */
  static List<SourceComment> of(PackFile file) {
    return switch (file.syntax()) {
      case TEXT -> ofText(file.span().source());
      case YAML -> file.comments().stream().map(SourceComment::ofYaml).toList();
    };
  }

  /** How deep an offset is, in the terms of {@link #level}. */
  static int level(PackFile file, int offset, int[] depths) {
    return switch (file.syntax()) {
      case TEXT -> depths[Math.min(offset, depths.length - 1)];
      case YAML -> file.span().source().column(offset);
    };
  }

  /** For each offset of a text pack the number of brackets open there. */
  static int[] depths(SourceText source) {
    int[] depths = new int[source.text().length() + 1];
    int depth = 0;
    int at = 0;
    for (Token token : TokenScanner.scan(source.text())) {
      while (at <= token.offset()) {
        depths[at++] = depth;
      }
      depth += bracket(token);
    }
    return depths;
  }

  private static int bracket(Token token) {
    if (token.is("{") || token.is("[") || token.is("(")) {
      return 1;
    }
    return token.is("}") || token.is("]") || token.is(")") ? -1 : 0;
  }

  private static List<SourceComment> ofText(SourceText source) {
    List<SourceComment> comments = new ArrayList<>();
    int depth = 0;
    for (Token token : TokenScanner.scan(source.text())) {
      boolean last = bracket(token) < 0 || token.kind() == Token.Kind.END;
      for (Token.Comment comment : token.comments()) {
        boolean ownLine = comment.lineBreaks() > 0;
        comments.add(new SourceComment(comment.offset(), comment.text(), ownLine, depth, last));
      }
      depth += bracket(token);
    }
    return comments;
  }

  private static SourceComment ofYaml(CommentDecl comment) {
    String text = comment.text().isEmpty() ? "#" : "# " + comment.text();
    return new SourceComment(
        comment.span().offset(), text, comment.ownLine(), comment.span().column(), false);
  }
}
