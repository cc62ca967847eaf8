package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an export for spreadsheets. A cell that a spreadsheet would take for a formula has
 * an apostrophe in front, because some fields hold what callers wrote. Stateless.
 */
final class CsvColumns {
  /** Some take the wide and small forms of East Asian keyboards for the signs that they are. */
  private static final String FORMULA =
      "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b";

  private CsvColumns() {}

  static String[] titles() {
    return EventColumn.ALL.stream().map(EventColumn::name).toArray(String[]::new);
  }

  static Object[] cells(StoredEvent event) {
    return EventColumn.ALL.stream().map(column -> cell(column, event)).toArray();
  }

  /** What stands in a cell; null for nothing. */
  private static @Nullable Object cell(EventColumn column, StoredEvent stored) {
    DecisionEvent event = stored.event();
    return switch (column) {
      case EventColumn.Text text -> harmless(text.of().apply(event));
      case EventColumn.Texts texts -> harmless(String.join(" ", texts.of().apply(event)));
      case EventColumn.Time time -> time.of().apply(event);
      case EventColumn.Flag flag -> flag.of().apply(event);
      case EventColumn.Whole number -> number.of().apply(event);
      case EventColumn.Count count -> count.of().apply(stored);
      case EventColumn.Real real -> real.of().apply(event);
      case EventColumn.Pairs pairs -> harmless(pairs(pairs.of().apply(event)));
    };
  }

  private static @Nullable String pairs(Map<String, String> pairs) {
    return pairs.isEmpty()
        ? null
        : String.join(
            " ",
            pairs.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue()).toList());
  }

  static @Nullable String harmless(@Nullable String text) {
    boolean formula = text != null && FORMULA.indexOf(firstSeen(text)) >= 0;
    return formula ? "'" + text : text;
  }

  /**
   * What a spreadsheet sees first: some drop blanks and characters without a shape when they read a
   * file.
   */
  private static int firstSeen(String text) {
    return text.codePoints()
        .filter(one -> FORMULA.indexOf(one) >= 0 || isSeen(one))
        .findFirst()
        .orElse(' ');
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR -> false;
      default -> true;
    };
  }
}
