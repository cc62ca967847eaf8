package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.QueryFormatException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Of which time events are asked for; what is left out has no bound. */
final class PeriodOption {
  @Option(
      names = "--since",
      paramLabel = "<time>",
      description = "From then on: 5m, 1h, 24h, 7d before now, a date, or RFC 3339.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "<time>", description = "Before then.")
  private @Nullable String until;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Nullable String since() {
    return since;
  }

  @Nullable String until() {
    return until;
  }

  /** Whose days dates are. */
  ZoneId zone() {
    return zone.zone();
  }

  /** When it begins; null where nothing was said. */
  @Nullable Instant from(Invocation invocation) throws CommandFailedException {
    return instant(invocation, since);
  }

  /** Before when it ends; null where nothing was said. */
  @Nullable Instant to(Invocation invocation) throws CommandFailedException {
    return instant(invocation, until);
  }

  private @Nullable Instant instant(Invocation invocation, @Nullable String time)
      throws CommandFailedException {
    try {
      return time == null ? null : queries(invocation).parseTime(time);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  /** Reads times and queries as this period means them. */
  EventQueries queries(Invocation invocation) {
    return new EventQueries(invocation.clock(), zone());
  }

  boolean isGiven() {
    return since != null || until != null;
  }
}
