package dev.keeptrail.cli;

import dev.keeptrail.ledger.price.PriceTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --prices}: what models cost here. */
final class PricesOption {
  @Option(
      names = "--prices",
      paramLabel = "<file>",
      description =
          "A JSON table of what models cost, in place of the one that comes with this version;"
              + " costs in events and budgets go by it.")
  private @Nullable Path file;

  /** The table of the file; null without one. */
  @Nullable PriceTable table() throws CommandFailedException {
    return file == null ? null : table(file);
  }

  /** The table of a file. */
  static PriceTable table(Path file) throws CommandFailedException {
    try {
      return PriceTable.parse(SmallFile.read(file));
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailedException(
          "`%s` is no table of prices".formatted(file),
          "it is JSON with `effective_date` and `models`, each with `input` and `output` in US"
              + " dollars for a million tokens");
    }
  }
}
