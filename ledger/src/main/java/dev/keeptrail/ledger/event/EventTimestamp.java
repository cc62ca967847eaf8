package dev.keeptrail.ledger.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one spelling of a point in time in events: RFC 3339, UTC, always six decimals. */
public final class EventTimestamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventTimestamp() {}

  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** Reads what {@link #format} writes and no other spelling. */
  public static Instant parse(String text) throws EventFormatException {
    try {
      Instant instant = FORMAT.parse(text, Instant::from);
      if (format(instant).equals(text)) {
        return instant;
      }
    } catch (DateTimeException exception) {
      throw new EventFormatException("`timestamp` is not a UTC time with microseconds", exception);
    }
    throw new EventFormatException("`timestamp` is not a UTC time with microseconds");
  }

  /** Microseconds since 1970: the form in which the ledger sorts. */
  public static long toMicros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
