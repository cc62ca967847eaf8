package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lays out what stands between two brackets with commas between. */
final class Items {
  private Items() {}

  /** A list stays on one line when it was on one; on several lines it ends in a comma. */
  static Layout list(TokenCursor cursor, Supplier<Layout> item) {
    boolean oneLine = cursor.closesOnSameLine();
    Layout open = cursor.token();
    Layout items = of(cursor, "]", ",", item);
    Layout content = Layout.of(open, items, cursor.token());
    return oneLine || items.equals(Layout.NOTHING) ? Layout.group(content) : Layout.broken(content);
  }

  /**
   * The items up to the closing bracket, which stays.
   *
   * @param lastComma what stands after the last item when each has a line of its own
   */
  static Layout of(TokenCursor cursor, String close, String lastComma, Supplier<Layout> item) {
    List<Layout> items = new ArrayList<>();
    boolean first = true;
    while (!cursor.isAt(close) && !cursor.atEnd()) {
      items.add(first ? Layout.softGap() : new Layout.Gap(", ", ",", false, false));
      items.add(item.get());
      cursor.skipComma();
      first = false;
    }
    Layout remarks = cursor.remarksBeforeClosing(first);
    if (first && remarks.equals(Layout.NOTHING)) {
      return Layout.NOTHING;
    }
    items.add(new Layout.Gap("", first ? "" : lastComma, false, false));
    items.add(remarks);
    return Layout.of(Layout.nest(Layout.of(items)), Layout.softGap());
  }
}
