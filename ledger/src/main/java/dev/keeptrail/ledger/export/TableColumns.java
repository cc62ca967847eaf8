package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import dev.keeptrail.ledger.parquet.Column;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of an export as a table: those of {@link EventColumn} with their types, and the whole
 * event in canonical form. Nothing is put in front of texts: a table has no formulas. Stateless.
 */
final class TableColumns {
  static final List<Column<StoredEvent>> ALL =
      Stream.concat(
              EventColumn.ALL.stream().map(TableColumns::column),
              Stream.of(Column.<StoredEvent>json("event", stored -> canonical(stored.event()))))
          .toList();

  private TableColumns() {}

  static List<String> names() {
    return ALL.stream().map(Column::name).toList();
  }

  private static Column<StoredEvent> column(EventColumn column) {
    String name = column.name();
    return switch (column) {
      case EventColumn.Text text -> Column.text(name, stored -> text.of().apply(stored.event()));
      case EventColumn.Texts texts ->
          Column.texts(name, stored -> texts.of().apply(stored.event()));
      case EventColumn.Time time -> Column.time(name, stored -> time.of().apply(stored.event()));
      case EventColumn.Flag flag -> Column.flag(name, stored -> flag.of().apply(stored.event()));
      case EventColumn.Whole number ->
          Column.int32(name, stored -> number.of().apply(stored.event()));
      case EventColumn.Count count -> Column.int64(name, count.of());
      case EventColumn.Real real -> Column.real(name, stored -> real.of().apply(stored.event()));
      case EventColumn.Pairs pairs -> Column.map(name, stored -> pairs.of().apply(stored.event()));
    };
  }

  /** An event in the form that the ledger's proofs speak of. */
  static byte[] canonical(DecisionEvent event) {
    try {
      return Leaves.canonical(EventJson.toBytes(event));
    } catch (UnreadableLeafException impossible) {
      throw new IllegalStateException("an event that was read has a canonical form", impossible);
    }
  }
}
