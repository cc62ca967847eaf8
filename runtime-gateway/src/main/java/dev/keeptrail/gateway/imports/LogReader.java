package dev.keeptrail.gateway.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads logs of one form. Stateless. */
interface LogReader {
  void read(BufferedReader log, Consumer<LoggedPair> pairs, Consumer<String> skipped)
      throws IOException, LogFormatException;
}
