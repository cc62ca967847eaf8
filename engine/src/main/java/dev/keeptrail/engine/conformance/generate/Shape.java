package dev.keeptrail.engine.conformance.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of generated text that can be made smaller: fixed text around children. A child may be
 * left out as long as enough remain, and a shape may give way to a descendant of its own sort.
 *
 * @param sort what it is, such as {@code condition}; shapes of one sort can stand for each other
 * @param before text before the first child
 * @param between text between children
 * @param after text after the last child
 * @param least how many children must stay
 */
record Shape(
    String sort, String before, String between, String after, List<Shape> children, int least) {
  Shape {
    children = List.copyOf(children);
  }

  /** Text that stays as it is. */
  static Shape leaf(String sort, String text) {
    return new Shape(sort, text, "", "", List.of(), 0);
  }

  /** Children that all must stay. */
  static Shape fixed(String sort, String before, String between, String after, Shape... children) {
    return new Shape(sort, before, between, after, List.of(children), children.length);
  }

  String text() {
    var text = new StringBuilder();
    write(text);
    return text.toString();
  }

  /** Every shape that is one step smaller, largest steps first. */
  List<Shape> smaller() {
    List<Shape> smaller = new ArrayList<>(descendantsOfOwnSort());
    if (children.size() > least) {
      for (int i = 0; i < children.size(); i++) {
        List<Shape> fewer = new ArrayList<>(children);
        fewer.remove(i);
        smaller.add(with(fewer));
      }
    }
    for (int i = 0; i < children.size(); i++) {
      for (Shape child : children.get(i).smaller()) {
        List<Shape> changed = new ArrayList<>(children);
        changed.set(i, child);
        smaller.add(with(changed));
      }
    }
    return smaller;
  }

  private List<Shape> descendantsOfOwnSort() {
    List<Shape> found = new ArrayList<>();
    for (Shape child : children) {
      if (child.sort.equals(sort)) {
        found.add(child);
      } else {
        child.collect(sort, found);
      }
    }
    return found;
  }

  private void collect(String wanted, List<Shape> found) {
    for (Shape child : children) {
      if (child.sort.equals(wanted)) {
        found.add(child);
      } else {
        child.collect(wanted, found);
      }
    }
  }

  private Shape with(List<Shape> changed) {
    return new Shape(sort, before, between, after, changed, least);
  }

  private void write(StringBuilder text) {
    text.append(before);
    for (int i = 0; i < children.size(); i++) {
      if (i > 0) {
        text.append(between);
      }
      children.get(i).write(text);
    }
    text.append(after);
  }
}
