package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the comments of a YAML source: every {@code #} behind white space that is not part of a
 * scalar. The parser itself drops them.
 */
public final class YamlComments {
  private final SourceText source;
  private final String text;
  private final List<CommentDecl> comments = new ArrayList<>();

  private YamlComments(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** All comments in order; those of a text that is no YAML as far as it can be read. */
  public static List<CommentDecl> in(SourceText source) {
    var found = new YamlComments(source);
    try (TokenStream tokens = new TokenStream(source)) {
      found.read(tokens);
    } catch (TokenStream.SyntaxException e) {
      return found.comments; // Reported by whoever reads the values.
    }
    return found.comments;
  }

  private void read(TokenStream tokens) throws TokenStream.SyntaxException {
    int from = 0;
    int depth = 0;
    do {
      YamlToken token = tokens.next();
      switch (token) {
        case YamlToken.Scalar scalar -> {
          collect(from, scalar.span().offset());
          from = Math.max(from, scalar.span().end());
        }
        case YamlToken.Start _ -> depth++;
        case YamlToken.End _ -> depth--;
        case YamlToken.Alias _ -> {}
      }
    } while (depth > 0);
    collect(from, text.length());
  }

  private void collect(int from, int to) {
    int at = text.indexOf('#', from);
    while (at >= 0 && at < to) {
      int end = endOfLine(at);
      if (isAtStart(at)) {
        comments.add(comment(at, end));
      }
      at = text.indexOf('#', isAtStart(at) ? end : at + 1);
    }
  }

  private CommentDecl comment(int at, int end) {
    boolean ownLine = source.lineText(source.line(at)).strip().startsWith("#");
    return new CommentDecl(
        new Span(source, at, end - at), text.substring(at + 1, end).strip(), ownLine);
  }

  private boolean isAtStart(int at) {
    return at == 0 || " \t\n\r".indexOf(text.charAt(at - 1)) >= 0;
  }

  private int endOfLine(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }
}
