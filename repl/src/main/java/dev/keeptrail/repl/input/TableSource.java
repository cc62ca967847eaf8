package dev.keeptrail.repl.input;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.keeptrail.ledger.capture.CaptureKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The rows of a table of captures in Apache Parquet, as {@link CaptureExport} writes it. */
public final class TableSource implements ReplaySource {
  private static final String NATIVE = "hardwood.uselibdeflate";
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

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
  private final CaptureKeys keys;
  private final Predicate<String> wanted;
  private final ParquetFileReader table;
  private final RowReader rows;

  private TableSource(
      Path file,
      CaptureKeys keys,
      Predicate<String> wanted,
      ParquetFileReader table,
      RowReader rows) {
    this.file = file;
    this.keys = keys;
    this.wanted = wanted;
    this.table = table;
    this.rows = rows;
  }

  /** Whether the file begins as one in Apache Parquet does. */
  public static boolean isTable(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Opens a table.
   *
   * @param wanted which ids are taken
   * @throws ReplayInputException when it is no table of captures
   */
  public static TableSource open(Path file, CaptureKeys keys, Predicate<String> wanted)
      throws ReplayInputException {
    ParquetFileReader table = null;
    TableSource source = null;
    try {
      table = ParquetFileReader.open(InputFile.of(file));
      ColumnProjection columns = ColumnProjection.columns(CaptureTable.READ.toArray(String[]::new));
      RowReader rows = table.buildRowReader().projection(columns).build();
      source = new TableSource(file, keys, wanted, table, rows);
      return source;
    } catch (IOException | RuntimeException unreadable) {
      // WHY: the reader has no exception of its own for a damaged file, or for other columns.
      throw new ReplayInputException(
          "`%s` is no table of captures that can be read; `kt capture export` makes one"
              .formatted(file));
    } finally {
      if (source == null && table != null) {
        close(table);
      }
    }
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(table.getFileMetaData().numRows());
  }

  @Override
  public Optional<ReplayItem> next() throws ReplayInputException {
    try {
      while (rows.hasNext()) {
        rows.next();
        var cells = new RowCells(rows);
        String id = cells.text("id");
        if (id == null || wanted.test(id)) {
          return Optional.of(CaptureTable.item(cells, keys));
        }
      }
      return Optional.empty();
    } catch (RuntimeException damaged) {
      throw new ReplayInputException("`%s` is damaged".formatted(file));
    }
  }

  /** The row at which the reader stands. */
  private record RowCells(RowReader row) implements CaptureTable.Cells {
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
    rows.close();
    close(table);
  }
}
