package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.WellFormed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads queries as people write them: on a command line, in a URL. Times are as of one clock. */
public final class EventQueries {
  private static final int MAX_WORD = 64;
  private static final int DATE_LENGTH = "2026-11-23".length();
  private static final int MAX_TERM = 256;

  /** More digits than any useful age has, and few enough to stay clear of overflow. */
  private static final int MAX_DIGITS = 6;

  /** WHY: URLs and command lines have it where bytes were no text, and no event would be found. */
  private static final char REPLACEMENT = '\ufffd';

  private final InstantSource clock;
  private final ZoneId zone;

  /** Reads dates as days in UTC. */
  public EventQueries(InstantSource clock) {
    this(clock, ZoneOffset.UTC);
  }

  /**
   * @param zone whose days dates are
   */
  public EventQueries(InstantSource clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The query that the words ask for, newest first; a word that is null or a collection that is
   * empty sets no bound.
   */
  public EventQuery parse(
      @Nullable String since,
      @Nullable String until,
      Collection<String> verdicts,
      @Nullable String policy,
      int limit)
      throws QueryFormatException {
    Instant from = since == null ? null : parseTime(since);
    Instant to = until == null ? null : parseTime(until);
    requireOrder(from, to);
    requirePolicy(policy);
    if (limit < 1 || limit > EventQuery.MAX_LIMIT) {
      throw new QueryFormatException("the limit is not between 1 and " + EventQuery.MAX_LIMIT);
    }
    return new EventQuery(from, to, parseVerdicts(verdicts), policy, 0, limit);
  }

  /** The same, with what else events have to say. */
  public EventQuery parse(
      @Nullable String since,
      @Nullable String until,
      Collection<String> verdicts,
      @Nullable String policy,
      EventTerms terms,
      int limit)
      throws QueryFormatException {
    requireTerm("reason code", terms.reason());
    requireTerm("name of the model", terms.model());
    requireTerm("name of the provider", terms.provider());
    requireTerm("text to search for", terms.text());
    requireTerm("name of the user", terms.caller().user());
    requireTerm("name of the team", terms.caller().team());
    requireTerm("id of the key", terms.caller().key());
    return parse(since, until, verdicts, policy, limit).with(terms);
  }

  /**
   * Which entries of the administrative trail, newest first; a word that is null sets no bound.
   *
   * @param before where to go on; null for the newest
   */
  public AdministrationQuery parseTrail(
      @Nullable String since,
      @Nullable String until,
      @Nullable String action,
      @Nullable String actor,
      @Nullable String subject,
      @Nullable EventPosition before,
      int limit)
      throws QueryFormatException {
    Instant from = since == null ? null : parseTime(since);
    Instant to = until == null ? null : parseTime(until);
    requireOrder(from, to);
    requireTerm("action", action);
    if (action != null) {
      TrailActions.require(action);
    }
    requireTerm("name of who acted", actor);
    requireTerm("name of what it was done to", subject);
    return new AdministrationQuery(null, from, to, action, actor, subject, 0, before, limit);
  }

  private static void requireOrder(@Nullable Instant from, @Nullable Instant to)
      throws QueryFormatException {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new QueryFormatException("the start of the time range is not before its end");
    }
  }

  /**
   * A time: an age such as {@code 5m}, {@code 1h}, {@code 24h}, {@code 7d}, {@code 2w}, RFC 3339,
   * or a date, which stands for its beginning in the zone.
   */
  public Instant parseTime(String word) throws QueryFormatException {
    if (word.length() <= MAX_WORD) {
      Duration age = age(word);
      if (age != null) {
        return clock.instant().minus(age);
      }
      try {
        return word.length() == DATE_LENGTH
            ? LocalDate.parse(word).atStartOfDay(zone).toInstant()
            : OffsetDateTime.parse(word).toInstant();
      } catch (DateTimeException exception) {
        throw notATime(word);
      }
    }
    throw notATime(word);
  }

  /** The verdict words of events, from either spelling: {@code block} or {@code blocked}. */
  public static Set<String> parseVerdicts(Collection<String> words) throws QueryFormatException {
    Set<String> verdicts = new LinkedHashSet<>();
    for (String word : words) {
      verdicts.add(parseVerdict(word));
    }
    return verdicts;
  }

  public static String parseVerdict(String word) throws QueryFormatException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "allow", "allowed" -> "allow";
      case "redact", "redacted" -> "redact";
      case "escalate", "escalated" -> "escalate";
      case "block", "blocked" -> "block";
      default ->
          throw new QueryFormatException(
              "`"
                  + PrintableText.beginning(word)
                  + "` is not a verdict; the verdicts are `allow`, `block`, `redact`, `escalate`");
    };
  }

  private static void requirePolicy(@Nullable String policy) throws QueryFormatException {
    requireTerm("policy name", policy);
  }

  private static void requireTerm(String what, @Nullable String term) throws QueryFormatException {
    if (term != null && (term.isBlank() || term.length() > MAX_TERM)) {
      throw new QueryFormatException(
          "the " + what + " is not between 1 and " + MAX_TERM + " characters long");
    }
    if (term != null && WellFormed.text(term).indexOf(REPLACEMENT) >= 0) {
      throw new QueryFormatException(
          "the " + what + " is no UTF-8, or has U+FFFD in it, which stands for what is none");
    }
  }

  private static @Nullable Duration age(String word) {
    int digits = word.length() - 1;
    if (digits < 1 || digits > MAX_DIGITS) {
      return null;
    }
    long number = 0;
    for (int at = 0; at < digits; at++) {
      int digit = word.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = number * 10 + digit;
    }
    return switch (word.charAt(digits)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      case 'w' -> Duration.ofDays(7 * number);
      default -> null;
    };
  }

  private static QueryFormatException notATime(String word) {
    return new QueryFormatException(
        "`"
            + PrintableText.beginning(word)
            + "` is not a time; use an age such as `5m`, `1h`, `24h`, `7d`, a date such as"
            + " `2026-11-23`, or a time such as `2026-11-23T12:00:00Z`");
  }
}
