package dev.keeptrail.repl.input;

import dev.hardwood.reader.RowReader;
import dev.keeptrail.ledger.capture.CaptureKeys;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The rows of a table of captures in Apache Parquet, as {@link CaptureExport} writes it. */
public final class TableSource implements ReplaySource {
  private final CaptureKeys keys;
  private final Predicate<String> wanted;
  private final TableFile table;
  private final RowReader rows;

  private TableSource(TableFile table, CaptureKeys keys, Predicate<String> wanted) {
    this.keys = keys;
    this.wanted = wanted;
    this.table = table;
    this.rows = table.rows(0, CaptureTable.READ);
  }

  /**
   * Opens a table.
   *
   * @param wanted which ids are taken
   * @throws ReplayInputException when it is no table of captures
   */
  public static TableSource open(Path file, CaptureKeys keys, Predicate<String> wanted)
      throws ReplayInputException {
    return new TableSource(TableFile.open(file), keys, wanted);
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(table.count());
  }

  @Override
  public Optional<ReplayItem> next() throws ReplayInputException {
    try {
      while (rows.hasNext()) {
        rows.next();
        var cells = new TableFile.RowCells(rows);
        String id = cells.text("id");
        if (id == null || wanted.test(id)) {
          return Optional.of(CaptureTable.item(cells, keys));
        }
      }
      return Optional.empty();
    } catch (RuntimeException damaged) {
      throw table.damaged();
    }
  }

  @Override
  public void close() {
    rows.close();
    table.close();
  }
}
