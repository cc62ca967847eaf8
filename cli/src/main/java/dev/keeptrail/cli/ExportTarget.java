package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.export.ExportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an export goes, and what it is written as. */
final class ExportTarget {
  private ExportTarget() {}

  /**
   * What is asked for, or what the ending of the file says, or CSV where there is no file.
   *
   * @param format null where none was named
   * @param file null for standard output
   * @param taken what can be written
   */
  static ExportFormat format(
      @Nullable ExportFormat format, @Nullable Path file, Iterable<String> taken)
      throws CommandFailedException {
    if (format != null) {
      return format;
    }
    if (file == null || WholeFile.isStream(file)) {
      return ExportFormat.CSV;
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    List<String> endings = new ArrayList<>();
    for (String word : taken) {
      if (name.endsWith("." + word)) {
        return ExportFormat.valueOf(word.toUpperCase(Locale.ROOT));
      }
      endings.add("." + word);
    }
    throw new CommandFailedException(
        "the ending of `%s` says no format".formatted(PrintableText.of(file.toString())),
        "known endings: %s; or add --format".formatted(String.join(", ", endings)));
  }

  /**
   * Writes to a file, and says how much that was, or to standard output.
   *
   * @param file null for standard output
   * @param what is written, in the plural
   */
  static void write(
      Invocation invocation,
      @Nullable Path file,
      String what,
      WholeFile.Content<LedgerException> content)
      throws LedgerException, CommandFailedException {
    try {
      if (file == null) {
        long ignored = content.writeTo(invocation.out());
      } else {
        long written = WholeFile.<LedgerException>write(file, content);
        invocation.note("%,d %s in %s".formatted(written, what, file));
      }
    } catch (IOException e) {
      throw Unwritable.file(Objects.requireNonNullElse(file, Path.of("standard output")), e);
    }
  }
}
