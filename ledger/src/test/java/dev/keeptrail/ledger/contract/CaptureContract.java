package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.SampleEvents;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept beside events. */
public abstract class CaptureContract extends LedgerContract {
  private static final byte[] TEXT = "the treasure is buried here, here and here".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource(Durability.class)
  void isThereWithItsEvent(Durability durability) throws Exception {
    CaptureKey key = key('k');
    try (EventStore store = open(durability)) {
      store.append(SampleEvents.allowed("evt_1", NOON), StoredCapture.open("redacted", TEXT));
      store.append(SampleEvents.allowed("evt_2", NOON));
      store.append(
          SampleEvents.allowed("evt_3", NOON), StoredCapture.sealed("full", TEXT, key, "evt_3"));
      store.append(SampleEvents.allowed("evt_4", NOON), StoredCapture.omitted("full", "too_large"));
    }
    try (EventReader reader = read()) {
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
