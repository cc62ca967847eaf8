package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LatencyScale;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventTimestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the tables repeat of an event, as the event itself says it: null or nothing for what it does
 * not say. Read in one go without a tree, because a check reads every event there is.
 *
 * @param word the verdict of a decision, the action of an administrative event
 * @param actor of an administrative event
 * @param policies that decided
 */
record EventCopy(
    @Nullable String id,
    @Nullable Long at,
    @Nullable String word,
    @Nullable String actor,
    Filing filing,
    Set<String> policies) {
  private static final int[] UNKNOWN = {};

  static EventCopy of(byte[] json) {
    return of(json, UNKNOWN);
  }

  /**
   * The same with less to look at.
   *
   * @param ends where the values of the first fields end, or of none
   */
  static EventCopy of(byte[] json, int[] ends) {
    var reading = new Reading(new JsonBytes(json), ends);
    try {
      reading.event();
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | EventFormatException
        | ArithmeticException
        | JacksonException _) {
      // What it does not say in a way that can be read, it does not say.
    }
    return reading.copy();
  }

  /** Whether the columns beside an event say the same. */
  boolean matches(String columnId, long columnAt, String columnWord, @Nullable String columnActor) {
    return columnId.equals(id)
        && at != null
        && at == columnAt
        && columnWord.equals(word)
        && (actor == null ? columnActor == null : Parameters.text(actor).equals(columnActor));
  }

  /** The fields that have come so far. */
  private static final class Reading {
    private static final List<String> EVENT =
        List.of(
            "id",
            "timestamp",
            "verdict",
            "action",
            "actor",
            "reason_code",
            "model",
            "provider",
            "decisive_policy",
            "pack",
            "policy_results",
            "usage",
            "cost",
            "latency");
    private static final List<String> PACK = List.of("name", "version", "digest");
    private static final List<String> RESULT = List.of("policy", "action");
    private static final List<String> NAME = List.of("name");
    private static final List<String> TOKENS = List.of("total_tokens");
    private static final List<String> USD = List.of("total_usd");
    private static final List<String> MICROS = List.of("total_micros");

    private final JsonBytes json;
    private final int[] ends;
    private @Nullable String id;
    private @Nullable Long at;
    private @Nullable String word;
    private @Nullable String actor;
    private String reason = "";
    private String model = "";
    private String provider = "";
    private @Nullable String decisive;
    private String packName = "";
    private String packVersion = "";
    private String packDigest = "";
    private long micros;
    private long tokens;
    private boolean priced;
    private @Nullable Double usd;
    private final Set<String> policies = new HashSet<>();

    Reading(JsonBytes json, int[] ends) {
      this.json = json;
      this.ends = ends;
    }

    private String text() {
      String text = json.text();
      return text == null ? "" : text;
    }

    void event() throws EventFormatException {
      if (!json.enters('{')) {
        return;
      }
      for (int field = 0; json.member(); field++) {
        switch (json.name(EVENT)) {
          case "id" -> id = json.text();
          case "timestamp" -> at = EventTimestamp.toMicros(EventTimestamp.parse(text()));
          case "verdict", "action" -> word = json.text();
          case "actor" -> actor();
          case "reason_code" -> reason = text();
          case "model" -> model = text();
          case "provider" -> provider = text();
          case "decisive_policy" -> decisive = json.text();
          case "pack" -> pack();
          case "policy_results" -> results();
          case "usage" -> usage();
          case "cost" -> cost();
          case "latency" -> latency();
          default -> pass(field);
        }
      }
    }

    private void pass(int field) {
      if (field < ends.length) {
        json.goTo(ends[field]);
      } else {
        json.skip();
      }
    }

    private void actor() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        if (!json.name(NAME).isEmpty()) {
          actor = json.text();
        } else {
          json.skip();
        }
      }
    }

    private void pack() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        switch (json.name(PACK)) {
          case "name" -> packName = text();
          case "version" -> packVersion = text();
          case "digest" -> packDigest = text();
          default -> json.skip();
        }
      }
    }

    private void results() {
      boolean there = json.enters('[');
      while (there && json.element()) {
        result();
      }
    }

    private void result() {
      String policy = null;
      String action = null;
      boolean there = json.enters('{');
      while (there && json.member()) {
        switch (json.name(RESULT)) {
          case "policy" -> policy = json.text();
          case "action" -> action = json.text();
          default -> json.skip();
        }
      }
      if (policy != null && action != null && !action.equals("allow")) {
        policies.add(policy);
      }
    }

    private void usage() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        String number = !json.name(TOKENS).isEmpty() ? json.number() : skipped();
        tokens = number == null ? tokens : Long.parseLong(number);
      }
    }

    private void cost() {
      priced = json.enters('{');
      while (priced && json.member()) {
        String number = !json.name(USD).isEmpty() ? json.number() : skipped();
        usd = number == null ? usd : Double.valueOf(number);
      }
    }

    private void latency() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        String number = !json.name(MICROS).isEmpty() ? json.number() : skipped();
        micros = number == null ? micros : Long.parseLong(number);
      }
    }

    private @Nullable String skipped() {
      json.skip();
      return null;
    }

    EventCopy copy() {
      String policy = decisive;
      if (policy != null) {
        policies.add(policy);
      }
      Double total = usd;
      var filing =
          new Filing(
              Filing.cut(reason),
              Filing.cut(model),
              Filing.cut(provider),
              policy,
              packName + " " + packVersion + " " + packDigest,
              LatencyScale.step(micros),
              tokens,
              total == null ? 0 : Filing.micros(total),
              priced && total == null);
      return new EventCopy(id, at, word, actor, filing, policies);
    }
  }
}
