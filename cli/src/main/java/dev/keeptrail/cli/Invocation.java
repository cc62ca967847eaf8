package dev.keeptrail.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * Everything a command sees of the process that runs it.
 *
 * @param out results; checked for a closed reader by whoever writes much
 * @param err problems and notes
 * @param environment the environment variables
 * @param colour whether {@code out} is a terminal that wants colour
 * @param stop when a command that serves or follows should end
 */
record Invocation(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> environment,
    boolean colour,
    Clock clock,
    StopSignal stop) {
  Invocation {
    environment = Map.copyOf(environment);
  }

  /** Prints one line about what happened, away from the results. */
  void note(String line) {
    err.println(line);
    err.flush();
  }
}
