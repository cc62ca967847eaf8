package dev.keeptrail.cli;

import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.input.RepricedSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --prices} of a replay: recorded traffic as it would have been at other prices. */
final class ReplayPrices {
  @Option(
      names = "--prices",
      paramLabel = "<file>",
      description =
          "Replay at these prices: a JSON table of what models cost, as `kt gateway run --prices`"
              + " takes it. Default: at the prices of the time.")
  private @Nullable Path file;

  private @Nullable PriceTable table;
  private @Nullable RepricedSource repriced;

  /**
   * Reads the table, if there is one.
   *
   * @return what reports call its prices; null for those of the time
   */
  @Nullable String read() throws CommandFailedException {
    PriceTable known = file == null ? null : PricesOption.table(file);
    table = known;
    return known == null ? null : known.name();
  }

  /** The source at the prices that were read. */
  ReplaySource at(ReplaySource source) {
    PriceTable known = table;
    if (known == null) {
      return source;
    }
    RepricedSource other = new RepricedSource(source, known::cost);
    repriced = other;
    return other;
  }

  /** Says how many exchanges the table has no price for. */
  void tell(Invocation invocation) {
    RepricedSource other = repriced;
    if (other != null && other.unpriced() > 0) {
      invocation.note(
          "kt: %,d exchanges asked for models without a price, and count as nothing"
              .formatted(other.unpriced()));
    }
  }
}
