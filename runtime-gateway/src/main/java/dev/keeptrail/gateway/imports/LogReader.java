package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads logs of one form. Stateless. */
interface LogReader {
  void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException;
}
