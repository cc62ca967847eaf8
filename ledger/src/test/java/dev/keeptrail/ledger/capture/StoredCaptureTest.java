package dev.keeptrail.ledger.capture;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredCaptureTest {
  private static final byte[] TEXT = "the treasure is buried here, here and here".getBytes(UTF_8);

  /** The text as a build with the first dictionary wrote it. */
  private static final String FIRST_DICTIONARY =
      "eD+RyASqA7XUQYm5uBTYys8sVkgqLcpMTQG29otSdcCkQmIehAsATSkPLw==";

  @ParameterizedTest
  @EnumSource(Durability.class)
  void isThereWithItsEvent(Durability durability, @TempDir Path folder) throws Exception {
    CaptureKey key = key('k');
    try (EventStore store = Ledgers.openForAppend(folder, durability)) {
      store.append(SampleEvents.allowed("evt_1", NOON), StoredCapture.open("redacted", TEXT));
      store.append(SampleEvents.allowed("evt_2", NOON));
      store.append(
          SampleEvents.allowed("evt_3", NOON), StoredCapture.sealed("full", TEXT, key, "evt_3"));
      store.append(SampleEvents.allowed("evt_4", NOON), StoredCapture.omitted("full", "too_large"));
    }
    try (EventReader reader = Ledgers.openForReading(folder)) {
      var captures = reader.captures(1, 4);
      assertThat(captures.keySet()).containsExactlyInAnyOrder(1L, 3L, 4L);
      StoredCapture sealed = Objects.requireNonNull(captures.get(3L));
      assertThat(Objects.requireNonNull(captures.get(1L)).captured(CaptureKeys.NONE, "evt_1"))
          .isEqualTo(TEXT);
      assertThat(sealed.captured(new CaptureKeys(List.of(key('o'), key)), "evt_3")).isEqualTo(TEXT);
      assertThat(sealed.keyId()).contains(key.id());
      assertThatThrownBy(() -> sealed.captured(CaptureKeys.NONE, "evt_3"))
          .hasMessageContaining(key.id() + ", which is not given");
      assertThatThrownBy(() -> sealed.captured(new CaptureKeys(List.of(key)), "evt_1"))
          .hasMessageContaining("belongs to another event");
      assertThatThrownBy(
              () -> Objects.requireNonNull(captures.get(4L)).captured(CaptureKeys.NONE, "evt_4"))
          .hasMessage("the capture was not kept: too_large");
      assertThat(reader.captures(2, 2)).isEmpty();
    }
  }

  @Test
  void leavesNoTextInTheClearWhereItIsSealed(@TempDir Path folder) throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(
          SampleEvents.allowed("evt_1", NOON),
          StoredCapture.sealed("full", TEXT, key('k'), "evt_1"));
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, ISO_8859_1))
            .doesNotContain("treasure", "buried", "kkkkkk");
      }
    }
  }

  @Test
  void refusesWhatWasChanged() {
    StoredCapture sealed = StoredCapture.sealed("full", TEXT, key('k'), "evt_1");
    for (int at : List.of(0, 12, sealed.body().length - 1)) {
      byte[] changed = sealed.body();
      changed[at] ^= 1;
      assertThatThrownBy(() ->
              StoredCapture.read("full", sealed.keyId().orElseThrow(), null, changed)
                  .captured(new CaptureKeys(List.of(key('k'))), "evt_1"))
          .isInstanceOf(CaptureException.class);
    }
    byte[] open = StoredCapture.open("redacted", TEXT).body();
    for (byte[] broken : List.of(new byte[0], Arrays.copyOf(open, open.length / 2))) {
      assertThatThrownBy(() ->
              StoredCapture.read("redacted", null, null, broken)
                  .captured(CaptureKeys.NONE, "evt_1"))
          .isInstanceOf(CaptureException.class);
    }
  }

  @Test
  void readsWhatEarlierBuildsWrote() throws CaptureException {
    var plain = new Deflater(Deflater.BEST_SPEED, true);
    plain.setInput(TEXT);
    plain.finish();
    byte[] raw = new byte[200];
    int length = plain.deflate(raw);
    plain.end();
    assertThat(opened(Arrays.copyOf(raw, length))).isEqualTo(TEXT);
    assertThat(opened(Base64.getDecoder().decode(FIRST_DICTIONARY))).isEqualTo(TEXT);
  }

  @Test
  void refusesADictionaryThatItDoesNotKnow() {
    var younger = new Deflater();
    younger.setDictionary("the treasure is buried".getBytes(UTF_8));
    younger.setInput(TEXT);
    younger.finish();
    byte[] body = new byte[200];
    int length = younger.deflate(body);
    younger.end();
    assertThatThrownBy(() -> opened(Arrays.copyOf(body, length)))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("younger build");
  }

  @Test
  void everyCutIsRefusedAndEverySizeComesBack() throws CaptureException {
    byte[] body = StoredCapture.open("redacted", TEXT).body();
    for (int end = 0; end < body.length; end++) {
      byte[] cut = Arrays.copyOf(body, end);
      assertThatThrownBy(() -> opened(cut)).isInstanceOf(CaptureException.class);
    }
    for (int size : List.of(0, 1, 8_191, 8_192, 8_193, 1_000_000)) {
      byte[] text = new byte[size];
      for (int i = 0; i < size; i++) {
        text[i] = (byte) ((i * i) >> 3);
      }
      assertThat(opened(StoredCapture.open("redacted", text).body())).isEqualTo(text);
    }
  }

  private static byte[] opened(byte[] body) throws CaptureException {
    return StoredCapture.read("redacted", null, null, body).captured(CaptureKeys.NONE, "evt_1");
  }

  @Test
  void readsALedgerThatKnowsNoCaptures(@TempDir Path folder) throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE capture");
    }
    try (EventReader reader = Ledgers.openForReading(folder)) {
      assertThat(reader.captures(1, 9)).isEmpty();
    }
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(SampleEvents.allowed("evt_2", NOON), StoredCapture.open("redacted", TEXT));
      assertThat(store.captures(1, 9)).containsOnlyKeys(2L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "not base64 at all, whatever one may think of it!", "AAAA"})
  void refusesWhatIsNoKey(String text) {
    assertThatThrownBy(() -> CaptureKey.of(text))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("32 bytes");
  }

  @Test
  void takesOneKeyInThreeSpellings() throws CaptureException {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 0xfb);
    String id = CaptureKey.of(Base64.getEncoder().encodeToString(bytes)).id();
    assertThat(CaptureKey.of(Base64.getUrlEncoder().encodeToString(bytes) + "\n").id())
        .isEqualTo(id);
    assertThat(CaptureKey.of("fb".repeat(32)).id()).isEqualTo(id);
    assertThat(key('k')).hasToString("CaptureKey[" + key('k').id() + "]");
  }

  private static CaptureKey key(char letter) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) letter);
    try {
      return CaptureKey.of(Base64.getEncoder().encodeToString(bytes));
    } catch (CaptureException e) {
      throw new AssertionError(e);
    }
  }
}
