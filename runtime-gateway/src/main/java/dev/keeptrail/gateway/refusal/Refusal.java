package dev.keeptrail.gateway.refusal;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error. The message may hold words of ours, field names and limits, never
 * what the request or the provider's answer says.
 *
 * @param code stable word for programs
 * @param subject what it is about
 * @param advice what the caller is told to do next
 */
public record Refusal(
    int status, ErrorType type, String code, String message, Subject subject, Advice advice) {

  /** The header that names an escalation, in both directions. */
  public static final String ESCALATION_HEADER = "x-keeptrail-escalation-id";

  /** Code of a refusal for want of money. */
  public static final String BUDGET_EXCEEDED = "budget_exceeded";

  /** Code of a refusal because nobody knows what the request would cost. */
  public static final String PRICE_UNKNOWN = "price_unknown";

  /** Code of a refusal for want of money at the provider. */
  public static final String INSUFFICIENT_QUOTA = "insufficient_quota";

  /**
   * What a refusal is about; null where it is not about such a thing.
   *
   * @param param JSON Pointer or header
   * @param policy the policy that refused
   * @param escalationId what a person was given to look at
   * @param limit whose limit of what is reached, for the log
   */
  public record Subject(
      @Nullable String param,
      @Nullable String policy,
      @Nullable String reasonCode,
      @Nullable String escalationId,
      @Nullable String limit) {
    private static final Subject NONE = new Subject(null, null, null, null, null);

    private static Subject of(String policyReason, @Nullable String policy) {
      return new Subject(null, policy, policyReason, null, null);
    }

    private Subject at(@Nullable String place) {
      return new Subject(place, policy, reasonCode, escalationId, limit);
    }

    private Subject escalated(String id) {
      return new Subject(param, policy, reasonCode, id, limit);
    }

    private Subject limitedBy(String reached) {
      return new Subject(param, policy, reasonCode, escalationId, reached);
    }
  }

  /**
   * What the caller is told to do next.
   *
   * @param retryAfterSeconds what {@code retry-after} says; null for no such header
   * @param close whether the connection is not to be used again
   * @param challenge what {@code www-authenticate} says; null for what it says of every refusal
   *     with this status
   */
  public record Advice(
      @Nullable String retryAfterSeconds, boolean close, @Nullable String challenge) {
    private static final Advice NONE = new Advice(null, false, null);
  }

  public static Refusal of(int status, ErrorType type, String code, String message) {
    return new Refusal(status, type, code, message, Subject.NONE, Advice.NONE);
  }

  public static Refusal invalid(String code, String message, @Nullable String param) {
    return of(422, ErrorType.VALIDATION_ERROR, code, message).at(param);
  }

  public static Refusal policy(
      int status, String code, String message, @Nullable String policy, String reasonCode) {
    return of(status, ErrorType.POLICY_VIOLATION, code, message)
        .with(Subject.of(reasonCode, policy));
  }

  private Refusal with(Subject other) {
    return new Refusal(status, type, code, message, other, advice);
  }

  private Refusal with(Advice other) {
    return new Refusal(status, type, code, message, subject, other);
  }

  /** The same, with the JSON Pointer or header that it is about. */
  public Refusal at(@Nullable String param) {
    return with(subject.at(param));
  }

  /** The same, with what a person was given to look at, and what to do once that is decided. */
  public Refusal escalated(String id) {
    return about(
        id,
        "once `%s` is approved, send the same request again with the header `%s: %s`"
            .formatted(id, ESCALATION_HEADER, id));
  }

  /** The same, with the escalation that it is about, and what is to be said of that. */
  public Refusal about(String escalation, String more) {
    return new Refusal(
        status, type, code, message + "; " + more, subject.escalated(escalation), advice);
  }

  /** The same, with which limit is reached. */
  public Refusal limitedBy(String limit) {
    return with(subject.limitedBy(limit));
  }

  /** The same, with what the caller is told about how to be let in. */
  public Refusal challenging(String challenge) {
    return with(new Advice(advice.retryAfterSeconds(), advice.close(), challenge));
  }

  public Refusal retryAfter(String seconds) {
    return with(new Advice(seconds, advice.close(), advice.challenge()));
  }

  public Refusal closing() {
    return with(new Advice(advice.retryAfterSeconds(), true, advice.challenge()));
  }

  /** Clients repeat 409, 429 and 5xx on their own; for a no that stays no that would only cost. */
  public boolean retryIsPointless() {
    return type == ErrorType.POLICY_VIOLATION
        || code.equals(BUDGET_EXCEEDED)
        || code.equals(PRICE_UNKNOWN)
        || code.equals(INSUFFICIENT_QUOTA);
  }
}
