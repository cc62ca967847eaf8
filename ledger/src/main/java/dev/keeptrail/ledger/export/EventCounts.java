package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts events by something that they say. Takes the memory of one page and of its groups. */
public final class EventCounts {
  private static final int PAGE = 1_000;

  /** More groups than anybody reads; what comes beyond them is counted as one. */
  private static final int MOST_GROUPS = 10_000;

  private static final String OTHERS = "(others)";

  /** The whole hour with its offset; {@code Z} for UTC. */
  private static final DateTimeFormatter HOUR_FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

  private final EventReader reader;
  private final LeftOut leftOut;
  private final EventProgress progress;

  /**
   * @param leftOut told of events that fit and cannot be read
   */
  public EventCounts(EventReader reader, LeftOut leftOut) {
    this(reader, leftOut, (_, _) -> {});
  }

  /**
   * @param leftOut told of events that fit and cannot be read
   * @param progress told before each page
   */
  public EventCounts(EventReader reader, LeftOut leftOut, EventProgress progress) {
    this.reader = reader;
    this.leftOut = leftOut;
    this.progress = progress;
  }

  /** What events are counted by. */
  public enum By {
    VERDICT("verdict"),
    POLICY("policy"),
    REASON("reason"),
    MODEL("model"),
    PROVIDER("provider"),
    ROUTE("route"),
    USER("user"),
    TEAM("team"),
    PACK("pack"),
    HOUR("hour"),
    DAY("day"),
    MONTH("month");

    private final String word;

    By(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    private String of(DecisionEvent event, ZoneId zone) {
      DecisionEvent.RecordedCaller caller = event.caller();
      String policy = event.decisivePolicy();
      return switch (this) {
        case VERDICT -> event.verdict();
        case POLICY -> policy == null ? "-" : policy;
        case REASON -> event.reasonCode();
        case MODEL -> event.model();
        // Refused before it was asked, or answered from the cache: it has nothing to do with it.
        case PROVIDER -> event.upstream() == null ? "-" : event.provider();
        case ROUTE -> event.route();
        case USER -> caller == null || caller.user() == null ? "-" : caller.user();
        case TEAM -> caller == null || caller.team() == null ? "-" : caller.team();
        case PACK -> event.pack().name() + " " + event.pack().version();
        case HOUR ->
            HOUR_FORMAT.format(event.timestamp().atZone(zone).truncatedTo(ChronoUnit.HOURS));
        case DAY -> event.timestamp().atZone(zone).toLocalDate().toString();
        case MONTH -> YearMonth.from(event.timestamp().atZone(zone)).toString();
      };
    }

    /** How groups are put in order. */
    private Comparator<Group> order() {
      return switch (this) {
        // An hour that comes twice when clocks go back is earlier with the larger offset.
        case HOUR -> Comparator.comparing(Group::name, By::hours);
        case DAY, MONTH -> Comparator.comparing(Group::name);
        case VERDICT, POLICY, REASON, MODEL, PROVIDER, ROUTE, USER, TEAM, PACK ->
            Comparator.comparingLong(Group::events).reversed().thenComparing(Group::name);
      };
    }

    private static int hours(String one, String other) {
      boolean counted = !one.equals(OTHERS) && !other.equals(OTHERS);
      return counted
          ? OffsetDateTime.parse(one).toInstant().compareTo(OffsetDateTime.parse(other).toInstant())
          : Boolean.compare(one.equals(OTHERS), other.equals(OTHERS));
    }
  }

  /**
   * One group.
   *
   * @param usd what its events cost together, as far as prices are known
   * @param unpriced how many of its events cost something that no price is known for
   */
  public record Group(
      String name,
      long events,
      long allowed,
      long redacted,
      long escalated,
      long blocked,
      long tokens,
      double usd,
      long unpriced) {
    static final Group NONE = new Group("", 0, 0, 0, 0, 0, 0, 0, 0);

    private Group plus(String key, DecisionEvent event) {
      DecisionEvent.Usage usage = event.usage();
      DecisionEvent.Cost cost = event.cost();
      Double spent = cost == null ? null : cost.totalUsd();
      return new Group(
          key,
          events + 1,
          allowed + (event.verdict().equals("allow") ? 1 : 0),
          redacted + (event.verdict().equals("redact") ? 1 : 0),
          escalated + (event.verdict().equals("escalate") ? 1 : 0),
          blocked + (event.verdict().equals("block") ? 1 : 0),
          tokens + (usage == null ? 0 : usage.totalTokens()),
          usd + (spent == null ? 0 : spent),
          unpriced + (cost != null && spent == null ? 1 : 0));
    }
  }

  /** The same, with hours, days and months in UTC. */
  public List<Group> count(EventQuery filter, By by) throws LedgerException {
    return count(filter, by, ZoneOffset.UTC);
  }

  /**
   * Counts the events that fit a query.
   *
   * @param filter its limit and order do not count
   * @param zone whose hours, days and months are meant
   * @return by time rising, otherwise the largest first
   */
  public List<Group> count(EventQuery filter, By by, ZoneId zone) throws LedgerException {
    Map<String, Group> groups = new TreeMap<>();
    EventSpan span = reader.span(filter);
    long last = span.last();
    long after = span.after();
    while (after < last) {
      progress.of(after - span.after(), last - span.after());
      List<StoredEvent> page = reader.query(filter.onFrom(after, PAGE), leftOut);
      for (StoredEvent stored : page) {
        String named = by.of(stored.event(), zone);
        boolean room = groups.size() < MOST_GROUPS || groups.containsKey(named);
        String key = room ? named : OTHERS;
        groups.put(key, groups.getOrDefault(key, Group.NONE).plus(key, stored.event()));
      }
      after = page.size() < PAGE ? last : page.getLast().sequence();
    }
    return groups.values().stream().sorted(by.order()).toList();
  }
}
