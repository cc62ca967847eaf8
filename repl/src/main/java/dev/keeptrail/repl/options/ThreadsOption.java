package dev.keeptrail.repl.options;

import picocli.CommandLine.Option;

/** {@code --threads}. */
public final class ThreadsOption {
  private static final int MAX = 256;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description = "How many threads work, 1 to 256. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /**
   * How many.
   *
   * @throws OptionException when nobody can have so many
   */
  public int threads() throws OptionException {
    if (threads < 1 || threads > MAX) {
      throw new OptionException("`--threads` must be 1 to " + MAX, null);
    }
    return threads;
  }
}
