package dev.keeptrail.ledger;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events, and in which order.
 *
 * @param since inclusive; null for no bound
 * @param until exclusive; null for no bound
 * @param verdicts wanted verdicts; empty for all
 * @param policy a policy that decided (not merely ran); null for all
 * @param terms what else the event has to say
 * @param afterSequence only events with a greater sequence number, which is how a follower asks for
 *     what is new; 0 for all
 * @param before only events behind it, the newest coming first; null for all
 * @param limit at most so many, 1 to 10,000, counted in the order asked for
 */
public record EventQuery(
    @Nullable Instant since,
    @Nullable Instant until,
    Set<String> verdicts,
    @Nullable String policy,
    EventTerms terms,
    long afterSequence,
    @Nullable EventPosition before,
    int limit,
    Order order) {
  public static final int MAX_LIMIT = 10_000;

  /** What comes first. */
  public enum Order {
    /** By timestamp, falling; what people read. */
    NEWEST_FIRST,
    /** By sequence number, rising; how a follower pages on without a gap. */
    OLDEST_FIRST
  }

  public EventQuery {
    verdicts = Set.copyOf(verdicts);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to 10,000");
    }
  }

  /** Without terms and position. */
  public EventQuery(
      @Nullable Instant since,
      @Nullable Instant until,
      Set<String> verdicts,
      @Nullable String policy,
      long afterSequence,
      int limit,
      Order order) {
    this(since, until, verdicts, policy, EventTerms.NONE, afterSequence, null, limit, order);
  }

  /** The newest events first. */
  public EventQuery(
      @Nullable Instant since,
      @Nullable Instant until,
      Set<String> verdicts,
      @Nullable String policy,
      long afterSequence,
      int limit) {
    this(since, until, verdicts, policy, afterSequence, limit, Order.NEWEST_FIRST);
  }

  /** The same events the other way round: so many, oldest first, behind a number. */
  public EventQuery onFrom(long sequence, int count) {
    return new EventQuery(
        since, until, verdicts, policy, terms, sequence, null, count, Order.OLDEST_FIRST);
  }

  /** What comes behind an event of the answer in its order: so many. */
  public EventQuery further(EventPosition last, int count) {
    return switch (order) {
      case NEWEST_FIRST ->
          new EventQuery(since, until, verdicts, policy, terms, afterSequence, last, count, order);
      case OLDEST_FIRST -> onFrom(last.sequence(), count);
    };
  }

  /** The same, and of these only what says something. */
  public EventQuery with(EventTerms wanted) {
    return new EventQuery(
        since, until, verdicts, policy, wanted, afterSequence, before, limit, order);
  }

  /** The same, behind a position. */
  public EventQuery behind(@Nullable EventPosition position) {
    return new EventQuery(
        since, until, verdicts, policy, terms, afterSequence, position, limit, order);
  }

  public static EventQuery latest(int limit) {
    return new EventQuery(null, null, Set.of(), null, 0, limit);
  }
}
