package dev.keeptrail.repl.input;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A file in Apache Parquet that holds a table of captures, open to be read. One thread. */
final class TableFile implements Closeable {
  private static final String NATIVE = "hardwood.uselibdeflate";

  // WHY: the reader tells on standard error which libraries it found; nobody asked. Held here,
  // because loggers that nobody holds are forgotten with their levels.
  private static final Logger READER = Logger.getLogger("dev.hardwood");

  static {
    READER.setLevel(Level.WARNING);
    // WHY: native code that happens to be installed is no part of this program.
    if (System.getProperty(NATIVE) == null) {
      System.setProperty(NATIVE, "false");
    }
  }

  private final Path file;
  private final ParquetFileReader table;

  private TableFile(Path file, ParquetFileReader table) {
    this.file = file;
    this.table = table;
  }

  /**
   * Opens a file.
   *
   * @throws ReplayInputException when it is no table of captures
   */
  static TableFile open(Path file) throws ReplayInputException {
    ParquetFileReader table = null;
    TableFile opened = null;
    try {
      table = ParquetFileReader.open(InputFile.of(file));
      var one = new TableFile(file, table);
      // The columns are looked for when they are asked for, and not before.
      one.rows(0, CaptureTable.READ).close();
      opened = one;
      return one;
    } catch (IOException | RuntimeException unreadable) {
      // WHY: the reader has no exception of its own for a damaged file, or for other columns.
      throw new ReplayInputException(
          "`%s` is no table of captures that can be read; `kt capture export` makes one"
              .formatted(file));
    } finally {
      if (opened == null && table != null) {
        close(table);
      }
    }
  }

  long count() {
    return table.getFileMetaData().numRows();
  }

  /** Rows from one on, with these columns; to be closed by the caller. */
  RowReader rows(long from, List<String> columns) {
    var reader =
        table.buildRowReader().projection(ColumnProjection.columns(columns.toArray(String[]::new)));
    return from == 0 ? reader.build() : reader.skip(from).build();
  }

  /** What to say when a row cannot be read. */
  ReplayInputException damaged() {
    return new ReplayInputException("`%s` is damaged".formatted(file));
  }

  /** The row at which a reader stands. */
  record RowCells(RowReader row) implements CaptureTable.Cells {
    @Override
    public @Nullable String text(String column) {
      return row.isNull(column) ? null : row.getString(column);
    }

    @Override
    public byte @Nullable [] bytes(String column) {
      return row.isNull(column) ? null : row.getBinary(column);
    }
  }

  private static void close(ParquetFileReader table) {
    try {
      table.close();
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    }
  }

  @Override
  public void close() {
    close(table);
  }
}
