package dev.keeptrail.ledger.export;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Leaves;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as a table. */
final class EventTableTest {
  private static final int MANY = 200_000;

  @TempDir private Path folder;

  @Test
  void columnsHaveTheirTypesAndTheEventIsCanonical() throws Exception {
    DecisionEvent full = SampleEvents.full();
    DecisionEvent bare = SampleEvents.allowed("evt_2", NOON);
    var out = new ByteArrayOutputStream();
    var table = new ExportTable(out);
    table.begin();
    table.event(new StoredEvent(7, full));
    table.event(new StoredEvent(8, bare));
    table.end();
    assertThat(table.written()).isEqualTo(2);
    try (ParquetFileReader reader =
            ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(out.toByteArray())));
        RowReader row = reader.rowReader()) {
      row.next();
      assertThat(row.getLong("sequence")).isEqualTo(7);
      assertThat(row.getTimestamp("timestamp")).isEqualTo(NOON);
      assertThat(row.getInt("http_status")).isEqualTo(200);
      assertThat(row.getBoolean("transformed")).isTrue();
      assertThat(row.getDouble("total_usd")).isEqualTo(0.00001215);
      assertThat(row.getLong("input_tokens")).isEqualTo(12);
      assertThat(row.getList("deciding_policies").strings()).containsExactly("pii-detector");
      assertThat(row.getMap("tags").size()).isEqualTo(2);
      String event = row.getString("event");
      assertThat(event.getBytes(StandardCharsets.UTF_8))
          .isEqualTo(Leaves.canonical(EventJson.toBytes(full)));
      assertThat(EventJson.read(event)).isEqualTo(full);
      row.next();
      assertThat(row.isNull("decisive_policy")).isTrue();
      assertThat(row.isNull("total_usd")).isTrue();
      assertThat(row.getList("deciding_policies").strings()).isEmpty();
      assertThat(EventJson.read(row.getString("event"))).isEqualTo(bare);
    }
  }

  @Test
  void titlesAreThoseOfTheOtherTable() {
    List<String> names = TableColumns.names();
    assertThat(names).startsWith(CsvColumns.titles()).endsWith("event");
    assertThat(names).hasSize(CsvColumns.titles().length + 1);
  }

  /** In a process of its own, because its memory is what matters. */
  @Test
  void takesLittleMemoryHoweverManyThereAre() throws Exception {
    Path file = folder.resolve("events.parquet");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                "-cp",
                System.getProperty("java.class.path"),
                Writing.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
      assertThat(reader.getFileMetaData().numRows()).isEqualTo(MANY);
      assertThat(reader.getFileMetaData().rowGroups()).hasSizeGreaterThanOrEqualTo(10);
    }
  }

  /** Writes many events. */
  static final class Writing {
    private Writing() {}

    public static void main(String[] arguments) throws IOException {
      DecisionEvent event = SampleEvents.full();
      try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
        var table = new ExportTable(out);
        table.begin();
        for (int i = 0; i < MANY; i++) {
          table.event(new StoredEvent(i, event));
        }
        table.end();
      }
    }
  }
}
