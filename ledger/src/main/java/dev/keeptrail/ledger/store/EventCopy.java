package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LatencyScale;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.FieldNote;
import dev.keeptrail.ledger.integrity.LeafHasher;
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

  static EventCopy of(byte[] json) {
    var reading = new Reading(new JsonBytes(json));
    try {
      reading.event();
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | EventFormatException
        | ArithmeticException
        | JacksonException _) {
      // What it does not say in a way that can be read, it does not say.
    }
    return reading.said.copy();
  }

  /**
   * The same of the event that was hashed last, with what was read of equal fields before: most say
   * what they said a few events ago.
   */
  static EventCopy of(byte[] json, LeafHasher hasher) {
    if (hasher.fields() == 0) {
      return of(json);
    }
    var said = new Said();
    int start = 1;
    for (int field = 0; field < hasher.fields(); field++) {
      Part part = hasher.note(field) instanceof Part kept ? kept : part(json, start);
      if (part == null) {
        // What stands behind such a field is not said either.
        return of(json);
      }
      hasher.note(field, part);
      if (!part.name().isEmpty()) {
        part.addTo(said);
      }
      start = hasher.fieldEnd(field) + 1;
    }
    return said.copy();
  }

  /** What a field says; null for one that cannot be read. */
  private static @Nullable Part part(byte[] json, int start) {
    var bytes = new JsonBytes(json);
    bytes.goTo(start);
    var reading = new Reading(bytes);
    try {
      return bytes.member() ? reading.part() : null;
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | EventFormatException
        | ArithmeticException
        | JacksonException _) {
      return null;
    }
  }

  /** Whether the columns beside an event say the same. */
  boolean matches(String columnId, long columnAt, String columnWord, @Nullable String columnActor) {
    return columnId.equals(id)
        && at != null
        && at == columnAt
        && columnWord.equals(word)
        && (actor == null ? columnActor == null : Parameters.text(actor).equals(columnActor));
  }

  /**
   * One field by itself.
   *
   * @param name of a field that something repeats; empty for another one
   */
  private record Part(String name, Said value) implements FieldNote {
    private static final Part NOTHING = new Part("", new Said());

    void addTo(Said said) {
      switch (name) {
        case "id" -> said.id = value.id;
        case "timestamp" -> said.at = value.at;
        case "verdict", "action" -> said.word = value.word;
        case "actor" -> said.actor = value.actor;
        case "reason_code" -> said.reason = value.reason;
        case "model" -> said.model = value.model;
        case "provider" -> said.provider = value.provider;
        case "decisive_policy" -> said.decisive = value.decisive;
        case "pack" -> said.pack = value.pack;
        case "policy_results" -> said.decided(value.policies);
        case "usage" -> said.tokens = value.tokens;
        case "cost" -> {
          said.priced = value.priced;
          said.usd = value.usd;
        }
        case "latency" -> said.micros = value.micros;
        default -> {}
      }
    }
  }

  /** What was read so far. */
  private static final class Said {
    private static final String NO_PACK = Filing.pack("", "", "");

    private @Nullable String id;
    private @Nullable Long at;
    private @Nullable String word;
    private @Nullable String actor;
    private String reason = "";
    private String model = "";
    private String provider = "";
    private @Nullable String decisive;
    private String pack = NO_PACK;
    private long micros;
    private long tokens;
    private boolean priced;
    private @Nullable Double usd;
    private Set<String> policies = Set.of();

    /** Adds policies; most events name those of the one before, and share the set. */
    void decided(Set<String> more) {
      if (policies.isEmpty()) {
        policies = more;
      } else if (!policies.containsAll(more)) {
        policies = new HashSet<>(policies);
        policies.addAll(more);
      }
    }

    EventCopy copy() {
      String policy = decisive;
      if (policy != null) {
        decided(Set.of(policy));
      }
      Double total = usd;
      var filing =
          new Filing(
              reason,
              model,
              provider,
              policy,
              pack,
              LatencyScale.step(micros),
              tokens,
              total == null ? 0 : Filing.micros(total),
              priced && total == null);
      return new EventCopy(id, at, word, actor, filing, policies);
    }
  }

  /** Reads fields. */
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
    private final Said said = new Said();
    private String packName = "";
    private String packVersion = "";
    private String packDigest = "";

    Reading(JsonBytes json) {
      this.json = json;
    }

    private String text() {
      String text = json.text();
      return text == null ? "" : text;
    }

    void event() throws EventFormatException {
      boolean there = json.enters('{');
      while (there && json.member()) {
        String ignored = field();
      }
    }

    /** The member whose value comes, with nothing read before it. */
    Part part() throws EventFormatException {
      String name = field();
      return name.isEmpty() ? Part.NOTHING : new Part(name, said);
    }

    private String field() throws EventFormatException {
      String name = json.name(EVENT);
      switch (name) {
        case "id" -> said.id = json.text();
        case "timestamp" -> said.at = EventTimestamp.toMicros(EventTimestamp.parse(text()));
        case "verdict", "action" -> said.word = json.text();
        case "actor" -> actor();
        case "reason_code" -> said.reason = Filing.cut(text());
        case "model" -> said.model = Filing.cut(text());
        case "provider" -> said.provider = Filing.cut(text());
        case "decisive_policy" -> said.decisive = json.text();
        case "pack" -> pack();
        case "policy_results" -> results();
        case "usage" -> usage();
        case "cost" -> cost();
        case "latency" -> latency();
        default -> json.skip();
      }
      return name;
    }

    private void actor() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        if (!json.name(NAME).isEmpty()) {
          said.actor = json.text();
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
        said.pack = Filing.pack(packName, packVersion, packDigest);
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
        said.decided(Set.of(policy));
      }
    }

    private void usage() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        String number = !json.name(TOKENS).isEmpty() ? json.number() : skipped();
        said.tokens = number == null ? said.tokens : Long.parseLong(number);
      }
    }

    private void cost() {
      said.priced = json.enters('{');
      while (said.priced && json.member()) {
        String number = !json.name(USD).isEmpty() ? json.number() : skipped();
        said.usd = number == null ? said.usd : Double.valueOf(number);
      }
    }

    private void latency() {
      boolean there = json.enters('{');
      while (there && json.member()) {
        String number = !json.name(MICROS).isEmpty() ? json.number() : skipped();
        said.micros = number == null ? said.micros : Long.parseLong(number);
      }
    }

    private @Nullable String skipped() {
      json.skip();
      return null;
    }
  }
}
