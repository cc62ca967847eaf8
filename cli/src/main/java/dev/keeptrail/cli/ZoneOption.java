package dev.keeptrail.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whose clocks the dates and times of a command are of; UTC unless told otherwise. */
final class ZoneOption {
  @Option(
      names = "--zone",
      paramLabel = "<zone>",
      converter = Zones.class,
      description =
          "Whose dates are meant, and whose times a table shows: Europe/Berlin, +05:30. Default:"
              + " UTC.")
  private ZoneId zone = ZoneOffset.UTC;

  ZoneId zone() {
    return zone;
  }

  /** Reads a zone; all names of UTC are the same one, so that its times end with {@code Z}. */
  static final class Zones implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String word) {
      try {
        return ZoneId.of(word).normalized();
      } catch (DateTimeException unknown) {
        throw new TypeConversionException(
            "`%s` is no time zone; name one as in `Europe/Berlin`, or an offset such as `+05:30`"
                .formatted(word));
      }
    }
  }
}
