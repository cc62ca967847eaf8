package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Optional;

/** The edit that takes one item out of a list, in block style or between brackets. */
final class ItemRemoval {
  private ItemRemoval() {}

  /**
   * Takes out one of at least two items; empty where the layout is none of the two plain ones.
   *
   * @param items the places of all items, in order
   */
  static Optional<TextEdit> of(List<Span> items, int index) {
    if (index < 0 || items.size() < 2) {
      return Optional.empty();
    }
    Span item = items.get(index);
    boolean oneLine = item.line() == item.endLine();
    if (oneLine && Lines.before(item).strip().equals("-") && isNothing(Lines.after(item))) {
      return Optional.of(new TextEdit(Lines.whole(item), ""));
    }
    return index > 0
        ? between(items.get(index - 1).end(), item.offset(), item.end(), item)
        : between(item.end(), items.get(1).offset(), -1, item);
  }

  /** Removes from the previous item's end to this one's, or this item up to the next one. */
  private static Optional<TextEdit> between(int gapStart, int gapEnd, int end, Span item) {
    if (gapStart > gapEnd) {
      return Optional.empty();
    }
    String gap = item.source().text().substring(gapStart, gapEnd);
    if (!gap.strip().equals(",")) {
      return Optional.empty();
    }
    int from = end < 0 ? item.offset() : gapStart;
    int to = end < 0 ? gapEnd : end;
    return Optional.of(new TextEdit(new Span(item.source(), from, to - from), ""));
  }

  private static boolean isNothing(String rest) {
    return rest.isBlank() || rest.strip().startsWith("#");
  }
}
