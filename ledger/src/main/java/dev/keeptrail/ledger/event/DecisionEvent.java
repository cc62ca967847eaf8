package dev.keeptrail.ledger.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of one governed request. Holds no content and no secret: findings and redactions say
 * where and what kind, never what. In JSON the documented eight fields come first; names are
 * snake_case; the schema is {@code decision-event.schema.json}.
 *
 * @param id {@code evt_} and 26 characters of Crockford base 32 that sort by time
 * @param timestamp when the decision was complete, UTC; cut to microseconds; years 0 to 9999
 * @param verdict {@code allow}, {@code redact}, {@code escalate} or {@code block}: over all phases
 * @param reasonCode the decisive policy's, or {@code all_policies_passed}, {@code pack.disabled},
 *     {@code engine.fault}
 * @param model the model the caller asked for
 * @param provider id of the provider target
 * @param configVersion the pack's version
 * @param decisivePolicy the policy that settled the verdict; null when all allowed
 * @param outcome what happened to the exchange as a whole
 * @param httpStatus the status the caller got
 * @param transformed true only where bytes changed
 * @param degraded true where something was not as it should be: a fault, a disabled pack
 * @param tags what rules recorded, by name; ordered by name, so that equal events are equal bytes
 * @param assignee who is to look at what was escalated; null when nobody is named
 * @param restorations how many masked values the answer got back, by policy and category
 * @param caller whose key the caller showed; null when none was asked for
 * @param cache {@code hit} where the answer was kept from an earlier exchange; null otherwise
 * @param build which Keeptrail judged; null where the gateway does not know, or did not say yet
 */
public record DecisionEvent(
    String id,
    Instant timestamp,
    String verdict,
    String reasonCode,
    String model,
    String provider,
    String configVersion,
    String requestId,
    @Nullable String clientRequestId,
    String gatewayId,
    String route,
    boolean stream,
    PackRef pack,
    @Nullable String decisivePolicy,
    Outcome outcome,
    int httpStatus,
    boolean transformed,
    boolean degraded,
    List<PolicyResult> policyResults,
    List<RecordedFinding> findings,
    List<RecordedRedaction> redactions,
    List<RecordedFault> faults,
    List<PhaseCoverage> coverage,
    @Nullable Upstream upstream,
    @Nullable Usage usage,
    @Nullable Cost cost,
    Latency latency,
    Map<String, String> tags,
    @Nullable RecordedAssignee assignee,
    List<RecordedRestoration> restorations,
    @Nullable RecordedCaller caller,
    @Nullable String cache,
    @Nullable Build build) {
  public static final String TYPE = "decision";
  public static final int SCHEMA_VERSION = 1;

  /** What {@code cache} says of an answer that was kept. */
  public static final String CACHE_HIT = "hit";

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  public DecisionEvent {
    timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
    if (timestamp.isBefore(EARLIEST) || timestamp.isAfter(LATEST)) {
      throw new IllegalArgumentException("timestamp must be in the years 0 to 9999");
    }
    policyResults = List.copyOf(policyResults);
    findings = List.copyOf(findings);
    redactions = List.copyOf(redactions);
    faults = List.copyOf(faults);
    coverage = List.copyOf(coverage);
    restorations = List.copyOf(restorations);
    tags = tags.isEmpty() ? Map.of() : ordered(tags);
  }

  /** An event without tags, assignee, restorations, caller, cache and build. */
  public DecisionEvent(
      String id,
      Instant timestamp,
      String verdict,
      String reasonCode,
      String model,
      String provider,
      String configVersion,
      String requestId,
      @Nullable String clientRequestId,
      String gatewayId,
      String route,
      boolean stream,
      PackRef pack,
      @Nullable String decisivePolicy,
      Outcome outcome,
      int httpStatus,
      boolean transformed,
      boolean degraded,
      List<PolicyResult> policyResults,
      List<RecordedFinding> findings,
      List<RecordedRedaction> redactions,
      List<RecordedFault> faults,
      List<PhaseCoverage> coverage,
      @Nullable Upstream upstream,
      @Nullable Usage usage,
      @Nullable Cost cost,
      Latency latency) {
    this(
        id,
        timestamp,
        verdict,
        reasonCode,
        model,
        provider,
        configVersion,
        requestId,
        clientRequestId,
        gatewayId,
        route,
        stream,
        pack,
        decisivePolicy,
        outcome,
        httpStatus,
        transformed,
        degraded,
        policyResults,
        findings,
        redactions,
        faults,
        coverage,
        upstream,
        usage,
        cost,
        latency,
        Map.of(),
        null,
        List.of(),
        null,
        null,
        null);
  }

  /** The same with another cost. */
  public DecisionEvent withCost(@Nullable Cost other) {
    return new DecisionEvent(
        id,
        timestamp,
        verdict,
        reasonCode,
        model,
        provider,
        configVersion,
        requestId,
        clientRequestId,
        gatewayId,
        route,
        stream,
        pack,
        decisivePolicy,
        outcome,
        httpStatus,
        transformed,
        degraded,
        policyResults,
        findings,
        redactions,
        faults,
        coverage,
        upstream,
        usage,
        other,
        latency,
        tags,
        assignee,
        restorations,
        caller,
        cache,
        build);
  }

  /**
   * The policies that decided, not merely ran: the decisive one and each whose action was carried
   * out and is not {@code allow}. Policies in shadow mode decide nothing.
   */
  public Set<String> decidingPolicies() {
    Set<String> deciding = new LinkedHashSet<>();
    if (decisivePolicy != null) {
      deciding.add(decisivePolicy);
    }
    for (PolicyResult result : policyResults) {
      if (!result.action().equals("allow")) {
        deciding.add(result.policy());
      }
    }
    return deciding;
  }

  /** What became of the exchange. */
  public enum Outcome {
    /** The provider's answer went to the caller, perhaps redacted. */
    DELIVERED("delivered"),
    /** A policy refused the request; the provider was not called. */
    INPUT_BLOCKED("input_blocked"),
    /** A policy refused the answer. */
    OUTPUT_BLOCKED("output_blocked"),
    /** A policy wants a person to look; nothing was delivered. */
    ESCALATED("escalated"),
    /** The provider failed; the caller got an error. */
    UPSTREAM_ERROR("upstream_error"),
    /** The caller did not wait for the answer, or the gateway stopped and could not. */
    CANCELLED("cancelled");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Which pack was in force. {@code digest} is the plan digest from inside the evaluation. */
  public record PackRef(String name, String version, String digest, boolean enabled) {}

  /** What one policy made of one phase; words as in the engine's outcome. */
  public record PolicyResult(
      String policy,
      String kind,
      String phase,
      String mode,
      String status,
      String verdict,
      String action,
      String reasonCode,
      List<String> rules,
      int findings) {
    public PolicyResult {
      rules = List.copyOf(rules);
    }
  }

  /** Where a text was: as the engine's location. */
  public record Place(String phase, String role, String channel, String pointer) {}

  /** One finding without the text; offsets are UTF-16 units in the text at the place. */
  public record RecordedFinding(
      Place place,
      int start,
      int end,
      String category,
      double score,
      String evidence,
      String view,
      String detector) {
    public RecordedFinding {
      requireFinite(score);
    }
  }

  /** One edit without the text; {@code format} names the marker format. */
  public record RecordedRedaction(
      Place place, int start, int end, String policy, String category, String format) {}

  /** How many values of one category came back in the answer in place of a policy's markers. */
  public record RecordedRestoration(String policy, String category, int count) {}

  public record RecordedFault(String phase, String policy, String source, String problem) {}

  /** How much of one phase was scanned. Characters are UTF-16 units. */
  public record PhaseCoverage(
      String phase,
      int segments,
      long characters,
      long scannedCharacters,
      List<UnscannedPart> unscanned) {
    public PhaseCoverage {
      unscanned = List.copyOf(unscanned);
    }
  }

  public record UnscannedPart(String pointer, String reason) {}

  /**
   * The provider call.
   *
   * @param status HTTP status; null when no answer came
   * @param error kind of failure such as {@code timeout}; null when it answered well
   * @param model the model the provider says it used
   * @param attempts every target in turn, where the pack says how targets are chosen; the last one
   *     that was asked is what the rest speaks of
   * @param simulated the gateway answered by itself, and no provider was called
   */
  public record Upstream(
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String model,
      List<Attempt> attempts,
      boolean simulated) {
    public Upstream {
      attempts = List.copyOf(attempts);
    }

    /** A call of which nothing more is to be said. */
    public Upstream(@Nullable Integer status, @Nullable String error, @Nullable String model) {
      this(status, error, model, List.of(), false);
    }
  }

  /**
   * One target that was asked, or passed over.
   *
   * @param target its id
   * @param status HTTP status; null when no answer came, or nothing was asked
   * @param error kind of failure, or why it was passed over; null when it answered well
   */
  public record Attempt(
      String target, @Nullable Integer status, @Nullable String error, long micros) {}

  /**
   * Tokens as the provider counted them.
   *
   * @param cachedInputTokens the part of the input that the provider read from its cache
   * @param reasoningTokens the part of the output that the caller does not see
   * @param estimated true where the provider did not count, and the gateway did
   */
  public record Usage(
      long inputTokens,
      long outputTokens,
      long totalTokens,
      long cachedInputTokens,
      long reasoningTokens,
      boolean estimated) {
    /** A provider's count of which nothing more is known. */
    public Usage(long inputTokens, long outputTokens, long totalTokens) {
      this(inputTokens, outputTokens, totalTokens, 0, 0, false);
    }
  }

  /**
   * Which Keeptrail judged.
   *
   * @param version its version
   * @param commit the commit that it was built from; null where the build did not say
   * @param detectors beginning of the SHA-256 of the file that its own detectors came in; null
   *     where they came in none
   */
  public record Build(String version, @Nullable String commit, @Nullable String detectors) {
    /** As people read it. */
    public String told() {
      return "Keeptrail "
          + version
          + (commit == null ? "" : " (commit " + commit + ")")
          + (detectors == null ? "" : ", detectors " + detectors);
    }
  }

  /**
   * Who asked, as far as somebody whose word counts has said so: what the operator bound to the key
   * that was shown, an issuer, a certificate, a trusted proxy. What a caller says of itself is not
   * kept.
   *
   * @param key public id of the key, never its secret; of others an id whose beginning says how the
   *     caller is known
   * @param consumerGroup the group of callers that the key belongs to
   */
  public record RecordedCaller(
      String key,
      @Nullable String user,
      @Nullable String team,
      @Nullable String org,
      @Nullable String agent,
      @Nullable String consumerGroup) {}

  /**
   * Money in US dollars; null amounts where the model's price is unknown, never zero.
   *
   * @param priceKnown false flags that there is no price for the model
   * @param pricedAs the model whose price was taken, where the table has none for the name with
   *     what a router puts before it; null otherwise
   */
  public record Cost(
      @Nullable Double inputUsd,
      @Nullable Double outputUsd,
      @Nullable Double totalUsd,
      boolean priceKnown,
      String priceTableDate,
      String priceTableDigest,
      @Nullable String pricedAs) {
    public Cost {
      requireFinite(inputUsd);
      requireFinite(outputUsd);
      requireFinite(totalUsd);
    }

    /** At the price of the very name. */
    public Cost(
        @Nullable Double inputUsd,
        @Nullable Double outputUsd,
        @Nullable Double totalUsd,
        boolean priceKnown,
        String priceTableDate,
        String priceTableDigest) {
      this(inputUsd, outputUsd, totalUsd, priceKnown, priceTableDate, priceTableDigest, null);
    }
  }

  /**
   * Microseconds. {@code gateway} is the total without the provider's time.
   *
   * @param heldMicros the longest that a part of a streamed text waited before it went out, or
   *     would have; 0 where nothing had to
   */
  public record Latency(
      long totalMicros, long upstreamMicros, long gatewayMicros, long heldMicros) {
    /** Of an answer that was no stream. */
    public Latency(long totalMicros, long upstreamMicros, long gatewayMicros) {
      this(totalMicros, upstreamMicros, gatewayMicros, 0);
    }
  }

  /**
   * Who is to look at what was escalated.
   *
   * @param kind {@code team} or {@code user}
   */
  public record RecordedAssignee(String kind, String name) {}

  /** Names are made well-formed here, because two that are written alike would be one field. */
  private static Map<String, String> ordered(Map<String, String> tags) {
    Map<String, String> ordered = new TreeMap<>();
    tags.forEach((name, value) -> ordered.putIfAbsent(WellFormed.text(name), value));
    return Collections.unmodifiableMap(ordered);
  }

  private static void requireFinite(@Nullable Double number) {
    if (number != null && !Double.isFinite(number)) {
      throw new IllegalArgumentException("a number in an event must be finite");
    }
  }
}
