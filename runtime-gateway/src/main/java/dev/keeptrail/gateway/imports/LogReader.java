package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads logs of one form, one after the other. Confined to one thread. */
public interface LogReader {
  /**
   * Hands on the pairs of one log, one by one.
   *
   * @throws LogFormatException when the whole is not of this form; a line that is none is left out
   *     and told to {@code skipped} with its place
   */
  void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException;

  /** Hands on what waited for another log; there is none behind the last one. */
  default void end(Consumer<LoggedPair> pairs, Skipped skipped) {}
}
