package dev.keeptrail.cli;

import dev.keeptrail.ledger.CallerTerms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whose recorded requests a command is about. */
final class CallersOption {
  @Option(names = "--user", paramLabel = "<name>", description = "Only requests of this user.")
  private @Nullable String user;

  @Option(names = "--team", paramLabel = "<name>", description = "Only requests of this team.")
  private @Nullable String team;

  @Option(
      names = "--key",
      paramLabel = "<id>",
      description = "Only requests with this key, by its id.")
  private @Nullable String key;

  CallerTerms terms() {
    return new CallerTerms(user, team, key);
  }
}
