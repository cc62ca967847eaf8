package dev.keeptrail.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of which time events are asked for; what is left out has no bound. */
final class PeriodOption {
  @Option(
      names = "--since",
      paramLabel = "<time>",
      description = "From then on: 5m, 1h, 24h, 7d before now, a date (UTC), or RFC 3339.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "<time>", description = "Before then.")
  private @Nullable String until;

  @Nullable String since() {
    return since;
  }

  @Nullable String until() {
    return until;
  }

  boolean isGiven() {
    return since != null || until != null;
  }
}
