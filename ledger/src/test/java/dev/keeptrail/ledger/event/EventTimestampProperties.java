package dev.keeptrail.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class EventTimestampProperties {
  private static final DateTimeFormatter PLATFORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** From the year -2000 to 12000, so that years of other lengths are among them. */
  private static final long FIRST = -125_000_000_000L;

  private static final long LAST = 316_000_000_000L;

  @Property
  void writesAndReadsWhatThePlatformDoes(
      @ForAll @LongRange(min = FIRST, max = LAST) long seconds,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nanos)
      throws Exception {
    Instant instant = Instant.ofEpochSecond(seconds, nanos);
    String text = EventTimestamp.format(instant);
    assertThat(text).isEqualTo(PLATFORM.format(instant));
    assertThat(EventTimestamp.parse(text)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
  }

  @Property
  void readsNoOtherSpelling(
      @ForAll @LongRange(min = FIRST, max = LAST) long seconds,
      @ForAll @IntRange(min = 0, max = 26) int at,
      @ForAll char other) {
    String text = EventTimestamp.format(Instant.ofEpochSecond(seconds));
    int place = Math.min(at, text.length() - 1);
    String changed = text.substring(0, place) + other + text.substring(place + 1);
    if (!isSpelling(changed)) {
      assertThatThrownBy(() -> EventTimestamp.parse(changed))
          .isInstanceOf(EventFormatException.class);
    }
  }

  private static boolean isSpelling(String text) {
    try {
      return PLATFORM.format(PLATFORM.parse(text, Instant::from)).equals(text);
    } catch (DateTimeException none) {
      return false;
    }
  }

  @Example
  void knowsTheCalendar() {
    for (String none :
        new String[] {
          "2026-02-29T00:00:00.000000Z",
          "2026-13-01T00:00:00.000000Z",
          "2026-01-01T24:00:00.000000Z",
          "2026-01-01T00:00:60.000000Z",
          "2026-00-01T00:00:00.000000Z",
          "",
        }) {
      assertThatThrownBy(() -> EventTimestamp.parse(none)).isInstanceOf(EventFormatException.class);
    }
  }
}
