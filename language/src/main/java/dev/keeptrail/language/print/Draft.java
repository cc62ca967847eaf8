package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a pack in another notation, each with the places in the source that it says, so that
 * comments find the line that they belong to.
 */
final class Draft {
  private final List<Line> lines = new ArrayList<>();

  List<Line> lines() {
    return lines;
  }

  void add(int indent, String text, Span... anchors) {
    lines.add(new Line(indent, text, List.of(anchors), false));
  }

  void add(int indent, String text, List<Span> anchors) {
    lines.add(new Line(indent, text, anchors, false));
  }

  /** A line that ends what lines before it began. */
  void close(int indent, String text) {
    lines.add(new Line(indent, text, List.of(), true));
  }

  /** An empty line between two parts. */
  void separate() {
    if (!lines.isEmpty()) {
      lines.add(new Line(0, "", List.of(), false));
    }
  }

  /**
   * One line.
   *
   * @param indent in steps of two spaces
   * @param closing whether it belongs to the lines before it
   */
  record Line(int indent, String text, List<Span> anchors, boolean closing) {
    Line {
      anchors = List.copyOf(anchors);
    }

    boolean isEmpty() {
      return text.isEmpty();
    }
  }
}
