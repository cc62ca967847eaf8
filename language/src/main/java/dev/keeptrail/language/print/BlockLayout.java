package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lays out what stands in braces. A block that was on one line stays there while it fits; otherwise
 * each entry has lines of its own, with at most one empty line before it.
 */
final class BlockLayout {
  private final TokenCursor cursor;

  BlockLayout(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** A block of settings, at its opening brace. */
  Layout settings() {
    return block(", ", this::entry);
  }

  /**
   * A block of anything that may share a line.
   *
   * @param separator what stands between two entries on one line
   */
  Layout block(String separator, Supplier<Layout> entry) {
    Layout before = cursor.remarks();
    boolean oneLine = cursor.closesOnSameLine();
    Layout open = cursor.token();
    Layout content = oneLine ? onOneLine(separator, entry) : onLines(entry, () -> false);
    return Layout.of(before, Layout.group(Layout.of(open, content, cursor.token())));
  }

  /**
   * A block whose entries never share a line.
   *
   * @param standsApart whether the next entry has an empty line before and after it
   */
  Layout lines(Supplier<Layout> entry, BooleanSupplier standsApart) {
    Layout before = cursor.remarks();
    Layout open = cursor.token();
    return Layout.of(before, open, onLines(entry, standsApart), cursor.token());
  }

  /** One setting: key, colon, value. */
  Layout entry() {
    List<Layout> parts = new ArrayList<>();
    while (!cursor.isAt(":") && !cursor.atEnd()) {
      parts.add(cursor.token());
    }
    parts.add(cursor.token());
    parts.add(Layout.space());
    parts.add(value());
    return Layout.of(parts);
  }

  private Layout value() {
    Layout before = cursor.remarks();
    if (cursor.isAt("{")) {
      return Layout.of(before, settings());
    }
    if (cursor.isAt("[")) {
      return Layout.of(before, Items.list(cursor, this::value));
    }
    return cursor.isAt("-")
        ? Layout.of(before, cursor.token(), cursor.token())
        : Layout.of(before, cursor.token());
  }

  private Layout onOneLine(String separator, Supplier<Layout> entry) {
    List<Layout> entries = new ArrayList<>();
    while (isInside()) {
      entries.add(entries.isEmpty() ? Layout.gap() : new Layout.Gap(separator, "", false, false));
      entries.add(entry.get());
      cursor.skipComma();
    }
    return entries.isEmpty()
        ? Layout.NOTHING
        : Layout.of(Layout.nest(Layout.of(entries)), Layout.gap());
  }

  private Layout onLines(Supplier<Layout> entry, BooleanSupplier standsApart) {
    List<Layout> entries = new ArrayList<>();
    boolean first = true;
    boolean apart = false;
    while (isInside()) {
      boolean next = standsApart.getAsBoolean();
      boolean blank = !first && (apart || next) && !cursor.blankAnywhereBefore();
      entries.add(cursor.startOfEntry(first, blank));
      entries.add(entry.get());
      cursor.skipComma();
      first = false;
      apart = next;
    }
    Layout remarks = cursor.remarksBeforeClosing(first);
    if (first && remarks.equals(Layout.NOTHING)) {
      return Layout.NOTHING;
    }
    return Layout.of(Layout.nest(Layout.of(Layout.of(entries), remarks)), Layout.line(false));
  }

  private boolean isInside() {
    return !cursor.isAt("}") && !cursor.atEnd();
  }
}
