package dev.keeptrail.gateway.archive;

import dev.keeptrail.ledger.CallerTerms;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.QueryFormatException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events a URL asks for. Takes the words of {@code kt events}; a parameter that is empty asks
 * for nothing, one that is not known is refused, so that a typing error never widens an answer.
 */
public final class EventParameters {
  public static final Set<String> FILTERS =
      Set.of(
          "since",
          "until",
          "verdict",
          "policy",
          "reason",
          "model",
          "provider",
          "q",
          "user",
          "team",
          "key");

  private static final int MAX_DIGITS = 18;

  private final Map<String, List<String>> given;
  private final InstantSource clock;

  public EventParameters(Map<String, List<String>> given, InstantSource clock) {
    this.given = given;
    this.clock = clock;
  }

  /**
   * Refuses what is not known.
   *
   * @param further what may be given beside the filters
   */
  public EventParameters allowing(String... further) throws QueryFormatException {
    Set<String> known = new TreeSet<>(FILTERS);
    known.addAll(List.of(further));
    return only(known);
  }

  /** Refuses everything but these. */
  EventParameters only(Set<String> known) throws QueryFormatException {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new QueryFormatException(
            "a parameter is not known here; there are `"
                + String.join("`, `", new TreeSet<>(known))
                + "`");
      }
    }
    return this;
  }

  /** The events, without a limit that counts and without a cursor. */
  public EventQuery filter() throws QueryFormatException {
    return limited(1);
  }

  /** The newest events first, behind the cursor where there is one. */
  public EventQuery page(int defaultLimit, int mostEvents) throws QueryFormatException {
    return limited(limit(defaultLimit, 1, mostEvents)).behind(cursor());
  }

  /** As many of the newest as `limit` asks for; empty where it asks for none. */
  public Optional<EventQuery> start(int mostEvents) throws QueryFormatException {
    int limit = limit(0, 0, mostEvents);
    return limit == 0 ? Optional.empty() : Optional.of(limited(limit));
  }

  int limit(int otherwise, int least, int most) throws QueryFormatException {
    String text = one("limit");
    if (text == null) {
      return otherwise;
    }
    if (!isNumber(text) || Long.parseLong(text) < least || Long.parseLong(text) > most) {
      throw new QueryFormatException(
          "the limit is no whole number between " + least + " and " + most);
    }
    return Integer.parseInt(text);
  }

  private EventQuery limited(int limit) throws QueryFormatException {
    var terms =
        new EventTerms(
            one("reason"),
            one("model"),
            one("provider"),
            one("q"),
            new CallerTerms(one("user"), one("team"), one("key")));
    return new EventQueries(clock)
        .parse(one("since"), one("until"), verdicts(), one("policy"), terms, limit);
  }

  private List<String> verdicts() {
    List<String> verdicts = new ArrayList<>();
    for (String words : given.getOrDefault("verdict", List.of())) {
      for (String word : words.split(",", -1)) {
        if (!word.isBlank()) {
          verdicts.add(word.strip());
        }
      }
    }
    return verdicts;
  }

  @Nullable EventPosition cursor() throws QueryFormatException {
    String cursor = one("cursor");
    return cursor == null
        ? null
        : EventPosition.parse(cursor)
            .orElseThrow(
                () -> new QueryFormatException("the cursor is none that an answer has given"));
  }

  /**
   * A number that is not negative.
   *
   * @param name what it is called in messages
   */
  public static long number(String name, String text) throws QueryFormatException {
    if (!isNumber(text)) {
      throw new QueryFormatException(
          "`" + name + "` is not a number: 1 to " + MAX_DIGITS + " digits, and nothing else");
    }
    return Long.parseLong(text);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
  }

  /** The one value of a parameter; null when it is not there or empty. */
  public @Nullable String one(String name) throws QueryFormatException {
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new QueryFormatException("`" + name + "` is there more than once");
    }
    String value = values.isEmpty() ? "" : values.getFirst().strip();
    return value.isEmpty() ? null : value;
  }
}
