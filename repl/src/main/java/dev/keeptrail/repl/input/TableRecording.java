package dev.keeptrail.repl.input;

import dev.hardwood.reader.RowReader;
import dev.keeptrail.ledger.capture.CaptureKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A table of captures by the numbers of its rows, counted from 1. */
public final class TableRecording implements Recording {
  private static final String ID = "id";

  /** How many rows are read at once by those who go backwards, which no table is made for. */
  private static final int PAGE = 128;

  private final String name;
  private final TableFile table;
  private final CaptureKeys keys;
  private @Nullable RowReader rows;

  /** The row that the reader gives next. */
  private long next;

  private List<Entry> page = List.of();

  private TableRecording(String name, TableFile table, CaptureKeys keys) {
    this.name = name;
    this.table = table;
    this.keys = keys;
  }

  /**
   * Opens a file.
   *
   * @throws ReplayInputException when it is no table of captures
   */
  public static TableRecording open(Path file, CaptureKeys keys) throws ReplayInputException {
    return new TableRecording(file.toString(), TableFile.open(file), keys);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(table.count());
  }

  @Override
  public Walk from(long position) {
    return new Walk() {
      private long at = Math.max(1, position);

      @Override
      public Optional<Entry> next() throws ReplayInputException {
        Optional<Entry> entry = at(at);
        at++;
        return entry;
      }
    };
  }

  @Override
  public Optional<Entry> before(long position) throws ReplayInputException {
    long wanted = Math.min(position - 1, table.count());
    if (wanted < 1) {
      return Optional.empty();
    }
    if (page.isEmpty()
        || wanted < page.getFirst().position()
        || wanted > page.getLast().position()) {
      page = page(Math.max(1, wanted - PAGE + 1), wanted);
    }
    return page.isEmpty()
        ? Optional.empty()
        : Optional.of(page.get((int) (wanted - page.getFirst().position())));
  }

  private List<Entry> page(long first, long last) throws ReplayInputException {
    List<Entry> entries = new ArrayList<>();
    Walk walk = from(first);
    for (long at = first; at <= last; at++) {
      walk.next().ifPresent(entries::add);
    }
    return entries;
  }

  @Override
  public Optional<Entry> find(String id) throws ReplayInputException {
    long position = 0;
    try (RowReader ids = table.rows(0, List.of(ID))) {
      while (ids.hasNext()) {
        ids.next();
        position++;
        if (!ids.isNull(ID) && id.equals(ids.getString(ID))) {
          return at(position);
        }
      }
      return Optional.empty();
    } catch (RuntimeException damaged) {
      throw table.damaged();
    }
  }

  /** Goes on with the reader there is where it can, because to begin in the middle takes time. */
  private Optional<Entry> at(long position) throws ReplayInputException {
    if (position > table.count()) {
      return Optional.empty();
    }
    try {
      RowReader reader = rows;
      if (reader == null || next != position) {
        closeRows();
        reader = table.rows(position - 1, CaptureTable.READ);
        rows = reader;
        next = position;
      }
      if (!reader.hasNext()) {
        return Optional.empty();
      }
      reader.next();
      next++;
      var cells = new TableFile.RowCells(reader);
      String id = cells.text(ID);
      return Optional.of(new Entry(position, id == null ? "" : id, CaptureTable.item(cells, keys)));
    } catch (RuntimeException damaged) {
      throw table.damaged();
    }
  }

  private void closeRows() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  @Override
  public void close() {
    closeRows();
    table.close();
  }
}
