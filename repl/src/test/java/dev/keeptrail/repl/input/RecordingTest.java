package dev.keeptrail.repl.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.capture.CaptureJson;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.repl.Traffic;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordingTest {
  static final String PACK =
      """
      pack: {name: recorded, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [audit-logger]}
      """;

  @TempDir Path folder;

  @Test
  void aLedgerIsGoneThroughInBothDirections() throws Exception {
    int count = 300;
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        var traffic = new Traffic(PACK)) {
      for (int i = 0; i < count; i++) {
        ReplayCase one = traffic.exchange(i, "text " + i, "answer", CaptureMode.REDACTED);
        String json = CaptureJson.write(Objects.requireNonNull(one.exchange()));
        store.append(
            Objects.requireNonNull(one.event()),
            StoredCapture.open("redacted", json.getBytes(StandardCharsets.UTF_8)));
      }
    }
    try (Recording ledger = LedgerRecording.open(folder, new CaptureKeys(List.of()))) {
      assertThat(ledger.count()).isEmpty();
      goesBothWays(ledger, count);
      Recording.Entry found = ledger.find("evt_%026d".formatted(200)).orElseThrow();
      assertThat(found.position()).isEqualTo(201);
      assertThat(found.item().read().exchange()).isNotNull();
      assertThat(ledger.find("evt_nothing")).isEmpty();
      assertThat(ledger.from(count + 1L).next()).isEmpty();
    }
    aTableOfItIsGoneThroughAsTheLedgerIs(count);
  }

  private void aTableOfItIsGoneThroughAsTheLedgerIs(int count) throws Exception {
    Path file = folder.resolve("all.parquet");
    try (EventReader reader = Ledgers.openForReading(folder);
        OutputStream out = Files.newOutputStream(file)) {
      assertThat(new CaptureExport(out, _ -> {}).ledger(reader, EventQuery.latest(1), (_, _) -> {}))
          .isEqualTo(count);
    }
    try (Recording table = Recording.open(file, new CaptureKeys(List.of()))) {
      assertThat(table).isInstanceOf(TableRecording.class);
      assertThat(table.count()).hasValue(count);
      goesBothWays(table, count);
      Recording.Entry found = table.find("evt_%026d".formatted(200)).orElseThrow();
      assertThat(found.position()).isEqualTo(201);
      assertThat(found.item().read().exchange()).isNotNull();
      Recording.Walk one = table.from(7);
      Recording.Walk other = table.from(250);
      for (int i = 0; i < 3; i++) {
        assertThat(one.next().orElseThrow().key()).isEqualTo("evt_%026d".formatted(6 + i));
        assertThat(other.next().orElseThrow().key()).isEqualTo("evt_%026d".formatted(249 + i));
      }
      assertThat(table.before(300).orElseThrow().position()).isEqualTo(299);
      assertThat(table.before(1)).isEmpty();
      assertThat(table.find("evt_nothing")).isEmpty();
      assertThat(table.from(count + 1L).next()).isEmpty();
    }
  }

  /** Lines of every length, with empty ones among them, with and without a last line end. */
  @Property(tries = 25)
  void aFileIsGoneThroughInBothDirections(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 40_000) Integer> lengths,
      @ForAll boolean ended)
      throws Exception {
    Path file = Files.createTempFile("captures", ".jsonl");
    try {
      var text = new StringBuilder();
      int count = 0;
      for (int length : lengths) {
        if (length % 3 > 0 || count == 0) {
          count++;
          text.append("{\"keeptrail_capture\":1,\"id\":\"id-%d\",\"missing\":\"".formatted(count));
          text.repeat("ü", length).append("\"}");
        }
        text.append('\n');
      }
      if (!ended) {
        text.setLength(text.length() - 1);
      }
      Files.writeString(file, text);
      try (Recording recording = FileRecording.open(file)) {
        goesBothWays(recording, count);
        assertThat(recording.find("id-" + count).orElseThrow().item().read().id())
            .isEqualTo("id-" + count);
        assertThat(recording.find("nothing")).isEmpty();
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void whatCannotBeOpenedSaysWhy() throws Exception {
    Path file = folder.resolve("notes.jsonl");
    Files.writeString(file, "{}\n");
    assertThatThrownBy(() -> FileRecording.open(file))
        .isInstanceOf(ReplayInputException.class)
        .hasMessageContaining("line 1 of `%s` is JSON and no capture", file);
    assertThatThrownBy(() -> FileRecording.open(folder)).hasMessageContaining("there is no file");
    assertThatThrownBy(() -> LedgerRecording.open(folder, new CaptureKeys(List.of())))
        .isInstanceOf(ReplayInputException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a.parquet, text, text",
    "a.parquet, '', empty",
    "a.parquet, '[{\"a\":1}]', JSON",
    "a.parquet, '{\"keeptrail_capture\":1}', a file of captures in JSON Lines",
    "a.PARQUET, 'Obj\u0001xyz', a file in Apache Avro",
    "a.jsonl, PAR1, no table of captures that can be read",
    "a.jsonl, ORC, a table in Apache ORC",
    "a.jsonl, 'SQLite format 3\u0000', a database of SQLite",
    "a.jsonl, 'PK\u0003\u0004...', a ZIP archive",
    "a.jsonl, 'x\u0000y', no text",
    "a.jsonl, hello, text and no capture",
  })
  void whatIsNoCapturesIsCalledByItsName(String name, String text, String kind) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    var all = new ReplayInput(new CaptureKeys(List.of()), null);
    assertThatThrownBy(() -> all.ofFile(file).next())
        .isInstanceOf(ReplayInputException.class)
        .hasMessageContaining("`" + file + "`")
        .hasMessageContaining(kind);
    assertThatThrownBy(() -> Recording.open(file, all.keys()))
        .isInstanceOf(ReplayInputException.class)
        .hasMessageContaining("`" + file + "`")
        .hasMessageContaining(kind);
  }

  @Test
  void compressedFilesAreCalledSo() throws Exception {
    Path file = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{}\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> Recording.open(file, new CaptureKeys(List.of())))
        .hasMessage("`%s` is compressed with gzip, and no file of captures", file);
  }

  private static void goesBothWays(Recording recording, int count) throws Exception {
    List<String> forward = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    Recording.Walk walk = recording.from(1);
    Optional<Recording.Entry> next = walk.next();
    while (next.isPresent()) {
      forward.add(next.get().item().read().id());
      positions.add(next.get().position());
      next = walk.next();
    }
    assertThat(forward).hasSize(count).doesNotHaveDuplicates();
    assertThat(positions).isSorted();

    List<String> backward = new ArrayList<>();
    Optional<Recording.Entry> before = recording.before(Long.MAX_VALUE);
    while (before.isPresent() && backward.size() <= count) {
      backward.add(before.get().item().read().id());
      before = recording.before(before.get().position());
    }
    assertThat(backward.reversed()).isEqualTo(forward);
  }
}
