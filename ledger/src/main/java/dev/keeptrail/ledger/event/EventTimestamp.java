package dev.keeptrail.ledger.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one spelling of a point in time in events: RFC 3339, UTC, always six decimals. */
public final class EventTimestamp {
  private static final String WRONG = "`timestamp` is not a UTC time with microseconds";
  private static final String SHAPE = "0000-00-00T00:00:00.000000Z";
  private static final int MOST_YEAR = 9_999;
  private static final int NANOS_OF_MICRO = 1_000;

  /** For years that have not four digits; what is read and written for each event is not its. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final long FARTHEST_SECOND = 1L << 40;

  private EventTimestamp() {}

  public static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > MOST_YEAR) {
      return FORMAT.format(instant);
    }
    byte[] text = SHAPE.getBytes(StandardCharsets.ISO_8859_1);
    write(text, 0, 4, time.getYear());
    write(text, 5, 2, time.getMonthValue());
    write(text, 8, 2, time.getDayOfMonth());
    write(text, 11, 2, time.getHour());
    write(text, 14, 2, time.getMinute());
    write(text, 17, 2, time.getSecond());
    write(text, 20, 6, time.getNano() / NANOS_OF_MICRO);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void write(byte[] text, int from, int digits, int number) {
    int rest = number;
    for (int at = from + digits - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Reads what {@link #format} writes and no other spelling. */
  public static Instant parse(String text) throws EventFormatException {
    try {
      return isPlain(text) ? plain(text) : other(text);
    } catch (DateTimeException exception) {
      throw new EventFormatException(WRONG, exception);
    }
  }

  private static boolean isPlain(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int at = 0; at < SHAPE.length(); at++) {
      char wanted = SHAPE.charAt(at);
      char there = text.charAt(at);
      if (wanted == '0' ? there < '0' || there > '9' : there != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Instant plain(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 26) * NANOS_OF_MICRO)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** Of a year that has not four digits. */
  private static Instant other(String text) throws EventFormatException {
    Instant instant = FORMAT.parse(text, Instant::from);
    if (!format(instant).equals(text)) {
      throw new EventFormatException(WRONG);
    }
    return instant;
  }

  /** Microseconds since 1970: the form in which the ledger sorts. */
  public static long toMicros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /**
   * The same of a bound that events are compared with. Rounded up, because they are cut to whole
   * microseconds: a bound inside one lies after every event of it. One that is too far away for
   * such a number is before or after every event there can be.
   */
  public static long toMicrosOfBound(Instant bound) {
    if (Math.abs(bound.getEpochSecond()) > FARTHEST_SECOND) {
      return bound.getEpochSecond() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    long micros = toMicros(bound);
    return bound.getNano() % 1_000 == 0 ? micros : micros + 1;
  }
}
