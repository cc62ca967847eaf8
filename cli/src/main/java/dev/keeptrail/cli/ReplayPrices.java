package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.ledger.price.PriceTable;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.input.RepricedSource;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.RepricingOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** {@code --prices} of a replay: recorded traffic as it would have been at other prices. */
final class ReplayPrices {
  @Mixin private RepricingOption option = new RepricingOption();

  private @Nullable PriceTable table;
  private @Nullable RepricedSource repriced;

  /**
   * Reads the table, if there is one.
   *
   * @return what reports call its prices; null for those of the time
   */
  @Nullable String read() throws OptionException {
    String text = option.text();
    PriceTable known = text == null ? null : RepricingOption.table(text);
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
          "kt: %s as nothing"
              .formatted(
                  Counted.of(
                      other.unpriced(),
                      "exchange asked for a model without a price, and counts",
                      "exchanges asked for models without a price, and count")));
    }
  }
}
