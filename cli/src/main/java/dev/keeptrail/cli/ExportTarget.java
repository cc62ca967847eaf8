package dev.keeptrail.cli;

import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.export.ExportFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an export goes, and what it is written as. */
final class ExportTarget {
  private ExportTarget() {}

  /**
   * What is asked for, or what the ending of the file says, or CSV where there is no file.
   *
   * @param format null where none was named
   * @param file null for standard output
   */
  static ExportFormat format(@Nullable ExportFormat format, @Nullable Path file)
      throws CommandFailedException {
    if (format != null) {
      return format;
    }
    if (file == null || WholeFile.isStream(file)) {
      return ExportFormat.CSV;
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Stream.of(ExportFormat.values())
        .filter(known -> name.endsWith("." + known.word()))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailedException(
                "the ending of `%s` says no format".formatted(PrintableText.of(file.toString())),
                Stream.of(ExportFormat.values())
                    .map(known -> "." + known.word())
                    .collect(Collectors.joining(", ", "known endings: ", "; or add --format"))));
  }
}
