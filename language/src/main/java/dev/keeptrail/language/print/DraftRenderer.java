package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Writes a draft with the comments in their places. For one draft. */
final class DraftRenderer {
  private static final String STEP = "  ";

  private final SourceText source;
  private final PlacedComments comments;
  private final StringBuilder out = new StringBuilder();

  /** Comments that wait for the end of what they come after, innermost first. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private DraftRenderer(SourceText source, PlacedComments comments) {
    this.source = source;
    this.comments = comments;
  }

  /** The text; each comment is written exactly once. */
  static String render(Draft draft, SourceText source, PlacedComments comments) {
    DraftRenderer renderer = new DraftRenderer(source, comments);
    renderer.remarks(0, comments.header());
    if (!comments.header().isEmpty() && !draft.lines().isEmpty()) {
      renderer.out.append('\n');
    }
    draft.lines().forEach(renderer::line);
    renderer.endWaiting(-1, false);
    if (!comments.footer().isEmpty()) {
      renderer.out.append(draft.lines().isEmpty() ? "" : "\n");
    }
    renderer.remarks(0, comments.footer());
    return renderer.out.toString();
  }

  private void line(Draft.Line line) {
    if (line.isEmpty()) {
      if (!line.closing()) {
        endWaiting(0, false);
      }
      out.append('\n');
      return;
    }
    endWaiting(line.indent(), line.closing());
    List<String> trailing = new ArrayList<>();
    for (Span anchor : line.anchors()) {
      if (anchor.source().equals(source)) {
        remarks(line.indent(), taken(comments.leading(), anchor));
        trailing.addAll(taken(comments.trailing(), anchor));
        List<String> after = taken(comments.after(), anchor);
        if (!after.isEmpty()) {
          waiting.push(new Waiting(line.indent(), after));
        }
      }
    }
    boolean full = trailing.isEmpty() || endsInComment(line.text());
    String last = full ? "" : STEP + trailing.removeLast();
    remarks(line.indent(), trailing);
    out.repeat(STEP, line.indent()).append(line.text()).append(last).append('\n');
  }

  /** Whether the line is one of an expression that has a comment there already. */
  private static boolean endsInComment(String line) {
    return !TokenScanner.scan(line).getLast().comments().isEmpty();
  }

  private void endWaiting(int indent, boolean closing) {
    while (!waiting.isEmpty() && isOver(waiting.peek().indent(), indent, closing)) {
      Waiting done = waiting.pop();
      remarks(done.indent(), done.comments());
    }
  }

  private static boolean isOver(int waiting, int indent, boolean closing) {
    return indent < waiting || (indent == waiting && !closing);
  }

  private void remarks(int indent, List<String> remarks) {
    for (String remark : remarks) {
      out.repeat(STEP, indent).append(remark).append('\n');
    }
  }

  private static List<String> taken(Map<Integer, List<String>> from, Span anchor) {
    List<String> found = from.remove(anchor.offset());
    return found == null ? List.of() : found;
  }

  private record Waiting(int indent, List<String> comments) {}
}
