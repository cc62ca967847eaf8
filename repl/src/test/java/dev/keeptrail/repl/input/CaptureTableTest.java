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
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.repl.Traffic;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay sees of a table is what it sees of the ledger, or the file, behind it. */
final class CaptureTableTest {
  private static final int COUNT = 300;
  private static final String HOSTILE = "=1+1 \u0000 \ud83d\ude00 \u202e 'drop \"table\" \r\n";
  private static final CaptureKeys NO_KEYS = CaptureKeys.NONE;

  @TempDir Path folder;

  @Test
  void sealedCapturesStaySealedAndOpenWithTheKey() throws Exception {
    CaptureKey key = CaptureKey.of("cd".repeat(32));
    fill(key);
    Path table = folder.resolve("all.parquet");
    assertThat(export(EventQuery.latest(1), table)).isEqualTo(COUNT);
    assertThat(Files.readString(table, StandardCharsets.ISO_8859_1)).doesNotContain("falcon");

    var keys = new CaptureKeys(List.of(key));
    assertThat(cases(table, keys)).isEqualTo(ledger(keys));
    List<ReplayCase> closed = cases(table, NO_KEYS);
    assertThat(closed).isEqualTo(ledger(NO_KEYS));
    assertThat(closed)
        .extracting(ReplayCase::missing)
        .contains("nothing was captured", "the capture was not kept: too_large")
        .anyMatch(missing -> missing.contains("sealed with key " + key.id()));
  }

  @Test
  void onlyWhatIsAskedForIsWritten() throws Exception {
    fill(CaptureKey.of("cd".repeat(32)));
    Path table = folder.resolve("blocked.parquet");
    var sparse = new EventQuery(null, null, Set.of("block"), null, 0, 1);
    long written = export(sparse, table);
    assertThat(written).isBetween(1L, COUNT - 1L);
    try (TableSource source = TableSource.open(table, NO_KEYS, id -> true)) {
      assertThat(source.count()).hasValue(written);
    }
    assertThat(cases(TableSource.open(table, NO_KEYS, id -> false))).isEmpty();
  }

  @Test
  void linesOfAFileComeBackWithTheirProblems() throws Exception {
    var lines = new StringBuilder();
    try (var traffic = new Traffic(RecordingTest.PACK)) {
      for (CaptureMode mode : List.of(CaptureMode.REDACTED, CaptureMode.FULL)) {
        ReplayCase one =
            traffic.exchange(mode == CaptureMode.FULL ? 1 : 0, HOSTILE, "answer", mode);
        lines.append(CaptureLine.write(one)).append('\n');
        lines.append(CaptureLine.write(new ReplayCase("imported", null, one.exchange(), "")));
        lines.append('\n');
      }
    }
    lines.append("{\"keeptrail_capture\":1,\"id\":\"gone\",\"missing\":\"too_large\"}\nnot json\n");
    Path table = folder.resolve("lines.parquet");
    try (var source = new FileSource("traffic", new StringReader(lines.toString()), line -> true);
        OutputStream out = Files.newOutputStream(table)) {
      assertThat(new CaptureExport(out, _ -> {}).file(source)).isEqualTo(6);
    }
    assertThat(cases(table, NO_KEYS))
        .isEqualTo(
            cases(new FileSource("traffic", new StringReader(lines.toString()), line -> true)));
  }

  @Test
  void whatIsNoTableOfCapturesSaysSo() throws Exception {
    fill(CaptureKey.of("cd".repeat(32)));
    Path whole = folder.resolve("whole.parquet");
    long ignored = export(EventQuery.latest(1), whole);
    byte[] bytes = Files.readAllBytes(whole);
    assertThat(FileKind.isTable(whole)).isTrue();
    for (int length : new int[] {4, 5, 12, bytes.length / 2, bytes.length - 1}) {
      Path cut = folder.resolve("cut.parquet");
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> TableSource.open(cut, NO_KEYS, id -> true))
          .isInstanceOf(ReplayInputException.class)
          .hasMessageContaining("is no table of captures");
    }
    Path damaged = folder.resolve("damaged.parquet");
    for (int i = 40; i < bytes.length / 2; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    Files.write(damaged, bytes);
    assertThatThrownBy(() -> cases(damaged, NO_KEYS)).isInstanceOf(ReplayInputException.class);
  }

  private void fill(CaptureKey key) throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        var traffic = new Traffic(INJECTIONS)) {
      for (int i = 0; i < COUNT; i++) {
        String text = i % 50 == 0 ? Traffic.TEXTS.get(2) : "project falcon " + HOSTILE + i;
        ReplayCase one = traffic.exchange(i, text, "answer", CaptureMode.FULL);
        var event = Objects.requireNonNull(one.event());
        byte[] json =
            CaptureJson.write(Objects.requireNonNull(one.exchange()))
                .getBytes(StandardCharsets.UTF_8);
        switch (i % 4) {
          case 0 -> store.append(event);
          case 1 -> store.append(event, StoredCapture.omitted("full", "too_large"));
          default -> store.append(event, StoredCapture.sealed("full", json, key, event.id()));
        }
      }
    }
  }

  private static final String INJECTIONS =
      RecordingTest.PACK.replace("[audit-logger]", "[prompt-injection, audit-logger]");

  private long export(EventQuery query, Path file) throws Exception {
    try (EventReader reader = Ledgers.openForReading(folder);
        OutputStream out = Files.newOutputStream(file)) {
      return new CaptureExport(out, _ -> {}).ledger(reader, query, (_, _) -> {});
    }
  }

  private List<ReplayCase> ledger(CaptureKeys keys) throws Exception {
    try (EventReader reader = Ledgers.openForReading(folder)) {
      return cases(new LedgerSource(reader, keys, EventQuery.latest(1), (_, _) -> {}, id -> true));
    }
  }

  private static List<ReplayCase> cases(Path table, CaptureKeys keys) throws Exception {
    return cases(TableSource.open(table, keys, id -> true));
  }

  private static List<ReplayCase> cases(ReplaySource source) throws Exception {
    List<ReplayCase> cases = new ArrayList<>();
    try (source) {
      Optional<ReplayItem> next = source.next();
      while (next.isPresent()) {
        cases.add(next.get().read());
        next = source.next();
      }
    }
    return cases;
  }
}
