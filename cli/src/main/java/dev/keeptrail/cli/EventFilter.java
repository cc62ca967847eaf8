package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.QueryFormatException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which events a command is about. */
final class EventFilter {
  @Mixin private PeriodOption period = new PeriodOption();

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      split = ",",
      converter = Words.Verdicts.class,
      completionCandidates = Words.Verdicts.class,
      description = "Only allow, block, redact or escalate; several with commas.")
  private List<String> verdicts = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "<name>",
      completionCandidates = Candidates.PolicyNames.class,
      description = "Only decisions that this policy settled.")
  private @Nullable String policy;

  @Option(
      names = "--reason",
      paramLabel = "<code>",
      description = "Only decisions with this reason code.")
  private @Nullable String reason;

  @Option(
      names = "--model",
      paramLabel = "<name>",
      description = "Only decisions about requests for this model.")
  private @Nullable String model;

  @Option(
      names = "--provider",
      paramLabel = "<id>",
      description = "Only decisions about requests for this provider target.")
  private @Nullable String provider;

  @Option(
      names = "--search",
      paramLabel = "<text>",
      description = "Only events with this text anywhere in them.")
  private @Nullable String search;

  @Mixin private CallersOption callers = new CallersOption();

  /** Whether anything at all is asked for. */
  boolean isGiven() {
    return !verdicts.isEmpty()
        || !callers.terms().isAnybody()
        || Stream.of(period.since(), period.until(), policy, reason, model, provider, search)
            .anyMatch(Objects::nonNull);
  }

  /** Whether no index has what is asked for, so that event after event is looked at. */
  boolean readsAll() {
    return search != null || !callers.terms().isAnybody();
  }

  /** Whose clocks are meant. */
  ZoneId zone() {
    return period.zone();
  }

  EventQuery query(Invocation invocation) throws CommandFailedException {
    return query(invocation, EventQuery.MAX_LIMIT);
  }

  EventQuery query(Invocation invocation, int limit) throws CommandFailedException {
    try {
      var terms = new EventTerms(reason, model, provider, search, callers.terms());
      return period
          .queries(invocation)
          .parse(period.since(), period.until(), verdicts, policy, terms, limit);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }
}
