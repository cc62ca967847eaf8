package dev.keeptrail.ledger.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is read back by a reader that somebody else wrote. */
final class TableWriterTest {
  private static final Instant START = Instant.parse("2026-11-26T12:00:00.000001Z");

  /** One of each type, made from a number. */
  private record Line(
      int number, @Nullable String text, List<String> texts, Map<String, String> map) {
    @Nullable Long whole() {
      return number % 5 == 0 ? null : 1L << number % 63;
    }

    @Nullable Boolean flag() {
      return number % 7 == 0 ? null : number % 3 == 0;
    }

    @Nullable Integer small() {
      return number % 3 == 0 ? null : -number;
    }

    @Nullable Double real() {
      return number % 4 == 0 ? null : number / 3.0;
    }

    @Nullable Instant time() {
      return number % 6 == 0 ? null : START.minusSeconds(number * 1_000_000L);
    }

    byte @Nullable [] packed() {
      return number % 2 == 0 ? null : new byte[] {(byte) number, 0, -1};
    }

    byte @Nullable [] json() {
      return ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final List<Column<Line>> COLUMNS =
      List.of(
          Column.text("text", Line::text),
          Column.int64("whole", Line::whole),
          Column.flag("flag", Line::flag),
          Column.int32("small", Line::small),
          Column.real("real", Line::real),
          Column.time("time", Line::time),
          Column.packed("packed", Line::packed),
          Column.json("json", Line::json),
          Column.texts("texts", Line::texts),
          Column.map("map", Line::map));

  @Property(tries = 60)
  void everyValueComesBack(
      @ForAll @Size(max = 60) List<@StringLength(max = 40) String> texts,
      @ForAll @IntRange(min = 1, max = 30) int group)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = wellFormed(texts.get(i));
      List<String> list = i % 4 == 0 ? List.of() : texts.subList(0, i % 4);
      Map<String, String> map = new TreeMap<>();
      list.forEach(name -> map.put(wellFormed(name), text));
      lines.add(
          new Line(
              i,
              i % 9 == 0 ? null : text,
              list.stream().map(TableWriterTest::wellFormed).toList(),
              map));
    }
    readsBack(lines, group);
  }

  /** More than one page a column and more than one row group, without anybody asking for them. */
  @Test
  void largeTablesComeBack() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 45_000; i++) {
      lines.add(new Line(i, "text " + i + " ä \u0000 '=1+1", List.of("a", "" + i), Map.of()));
    }
    readsBack(lines, Integer.MAX_VALUE);
  }

  @Test
  void aTextMayBeLargerThanAPage() throws IOException {
    String large = "=HYPERLINK(\"x\")\n".repeat(300_000);
    readsBack(
        List.of(
            new Line(1, large, List.of(large), Map.of("name", large)),
            new Line(2, "", List.of(), Map.of()),
            new Line(3, large, List.of("", large), Map.of())),
        Integer.MAX_VALUE);
  }

  @Test
  void aTableMayBeEmpty() throws IOException {
    readsBack(List.of(), 1);
  }

  private static void readsBack(List<Line> lines, int group) throws IOException {
    byte[] file = write(lines, group);
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
        RowReader rows = reader.rowReader()) {
      assertThat(reader.getFileMetaData().numRows()).isEqualTo(lines.size());
      assertThat(reader.getFileMetaData().keyValueMetadata()).containsEntry("made", "for tests");
      for (Line line : lines) {
        assertThat(rows.hasNext()).isTrue();
        rows.next();
        same(line, rows);
      }
      assertThat(rows.hasNext()).isFalse();
    }
  }

  private static void same(Line line, RowReader row) {
    assertThat(row.isNull("text") ? null : row.getString("text")).isEqualTo(line.text());
    assertThat(row.isNull("whole") ? null : row.getLong("whole")).isEqualTo(line.whole());
    assertThat(row.isNull("flag") ? null : row.getBoolean("flag")).isEqualTo(line.flag());
    assertThat(row.isNull("small") ? null : row.getInt("small")).isEqualTo(line.small());
    assertThat(row.isNull("real") ? null : row.getDouble("real")).isEqualTo(line.real());
    assertThat(row.isNull("time") ? null : row.getTimestamp("time")).isEqualTo(line.time());
    assertThat(row.isNull("packed") ? null : row.getBinary("packed")).isEqualTo(line.packed());
    assertThat(row.getString("json").getBytes(StandardCharsets.UTF_8)).isEqualTo(line.json());
    assertThat(row.getList("texts").strings()).containsExactlyElementsOf(line.texts());
    Map<String, String> map = new TreeMap<>();
    row.getMap("map")
        .getEntries()
        .forEach(entry -> map.put(entry.getStringKey(), entry.getStringValue()));
    assertThat(map).isEqualTo(line.map());
  }

  private static byte[] write(List<Line> lines, int group) throws IOException {
    var out = new ByteArrayOutputStream();
    var table = new TableWriter<Line>(COLUMNS, Map.of("made", "for tests"), out);
    table.begin();
    int rows = 0;
    for (Line line : lines) {
      table.row(line);
      if (++rows % group == 0) {
        table.endGroup();
      }
    }
    table.end();
    return out.toByteArray();
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
