package dev.keeptrail.ledger.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The record of something that was done to a gateway or its ledger: a pack loaded, a key made, an
 * escalation decided, events pruned. Holds no secret. A leaf of the same tree as decisions.
 *
 * @param id {@code adm_} and 26 characters of Crockford base 32 that sort by time
 * @param timestamp UTC; cut to microseconds
 * @param action a word with dots, such as {@code pack.loaded}
 * @param subject what it was done to: a pack, the id of a key or an escalation, a ledger
 * @param details further words, by name; ordered by name, so that equal events are equal bytes
 */
public record AdministrativeEvent(
    String id,
    Instant timestamp,
    String action,
    Actor actor,
    String subject,
    Map<String, String> details) {
  public static final String TYPE = "administration";
  public static final int SCHEMA_VERSION = 1;

  public AdministrativeEvent {
    timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
    Map<String, String> ordered = new TreeMap<>();
    details.forEach((name, value) -> ordered.put(WellFormed.text(name), value));
    details = Collections.unmodifiableMap(ordered);
  }

  /**
   * Who did it.
   *
   * @param kind {@code operator}, {@code user}, {@code key} or {@code system}
   * @param name a user's name, the id of a key, or what did it by itself
   */
  public record Actor(String kind, String name) {
    public static final String OPERATOR = "operator";
    public static final String USER = "user";
    public static final String KEY = "key";

    /** Nobody in particular: time has passed, or a program did what it was told to. */
    public static final String SYSTEM = "system";
  }
}
