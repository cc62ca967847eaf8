package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lays out what stands between two brackets with commas between. */
final class Items {
  private Items() {}

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
