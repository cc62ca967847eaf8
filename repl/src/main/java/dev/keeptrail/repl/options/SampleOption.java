package dev.keeptrail.repl.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --sample}. */
public final class SampleOption {
  private static final int MAX = 1_000_000;

  @Option(
      names = "--sample",
      paramLabel = "<n>",
      description = "Only so many of them, always the same ones.")
  private @Nullable Integer size;

  /** Whether the option is there, whatever it says. */
  public boolean isGiven() {
    return size != null;
  }

  /**
   * How many; null for all.
   *
   * @throws OptionException when there is no such sample
   */
  public @Nullable Integer size() throws OptionException {
    if (size != null && (size < 1 || size > MAX)) {
      throw new OptionException("`--sample` must be 1 to " + MAX, null);
    }
    return size;
  }
}
