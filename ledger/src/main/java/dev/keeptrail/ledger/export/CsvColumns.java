package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of an export for spreadsheets. Stateless. */
final class CsvColumns {
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
      case EventColumn.Text text -> HarmlessCell.of(text.of().apply(event));
      case EventColumn.Texts texts -> HarmlessCell.of(String.join(" ", texts.of().apply(event)));
      case EventColumn.Time time -> time.of().apply(event);
      case EventColumn.Flag flag -> flag.of().apply(event);
      case EventColumn.Whole number -> number.of().apply(event);
      case EventColumn.Count count -> count.of().apply(stored);
      case EventColumn.Real real -> real.of().apply(event);
      case EventColumn.Pairs pairs -> HarmlessCell.of(pairs(pairs.of().apply(event)));
    };
  }

  private static @Nullable String pairs(Map<String, String> pairs) {
    return pairs.isEmpty()
        ? null
        : String.join(
            " ",
            pairs.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue()).toList());
  }
}
