package dev.keeptrail.cli;

import dev.keeptrail.gateway.EnvironmentSecrets;
import dev.keeptrail.gateway.secrets.SecretStore;
import dev.keeptrail.ledger.PrintableText;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a command sees of the process that runs it.
 *
 * @param out results; checked for a closed reader by whoever writes much
 * @param err problems and notes
 * @param environment the environment variables
 * @param colour whether {@code out} is a terminal that wants colour
 * @param watched whether {@code err} is one that wants lines which show how far a command is
 * @param stop when a command that serves or follows should end
 */
record Invocation(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> environment,
    boolean colour,
    boolean watched,
    Clock clock,
    StopSignal stop) {
  Invocation {
    environment = Map.copyOf(environment);
  }

  /** Where secrets are found: the environment, files, and the store in KEEPTRAIL_HOME. */
  EnvironmentSecrets secrets() {
    return new EnvironmentSecrets(
        environment, SecretStore.in(KeeptrailHome.folder(environment), environment));
  }

  /** The terminal that a person types at; null where input comes from elsewhere. */
  @SuppressWarnings("SystemConsoleNull") // WHY: since JDK 25 it is null again where there is none.
  @Nullable Console terminal() {
    var console = System.console();
    return console != null && console.isTerminal() && in.equals(System.in) ? console : null;
  }

  /**
   * Prints one line about what happened, away from the results. A file's name in it may hold what
   * steers a terminal, which is spelled out.
   */
  void note(String line) {
    err.println(PrintableText.ofLines(line));
    err.flush();
  }
}
