package dev.keeptrail.gateway.refusal;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error. The message may hold words of ours, field names and limits, never
 * what the request or the provider's answer says.
 *
 * @param code stable word for programs
 * @param param JSON Pointer or header the error is about
 * @param policy the policy that refused
 * @param retryAfterSeconds what {@code retry-after} says; null for no such header
 * @param close whether the connection is not to be used again
 * @param escalationId what a person was given to look at; null where none was
 * @param limit whose limit of what is reached, for the log; null where none is
 * @param challenge what {@code www-authenticate} says; null for what it says of every refusal with
 *     this status
 */
public record Refusal(
    int status,
    ErrorType type,
    String code,
    String message,
    @Nullable String param,
    @Nullable String policy,
    @Nullable String reasonCode,
    @Nullable String retryAfterSeconds,
    boolean close,
    @Nullable String escalationId,
    @Nullable String limit,
    @Nullable String challenge) {

  /** A refusal that nobody is asked about. */
  public Refusal(
      int status,
      ErrorType type,
      String code,
      String message,
      @Nullable String param,
      @Nullable String policy,
      @Nullable String reasonCode,
      @Nullable String retryAfterSeconds,
      boolean close) {
    this(
        status,
        type,
        code,
        message,
        param,
        policy,
        reasonCode,
        retryAfterSeconds,
        close,
        null,
        null,
        null);
  }

  /** The header that names an escalation, in both directions. */
  public static final String ESCALATION_HEADER = "x-keeptrail-escalation-id";

  /** Code of a refusal for want of money. */
  public static final String BUDGET_EXCEEDED = "budget_exceeded";

  /** Code of a refusal because nobody knows what the request would cost. */
  public static final String PRICE_UNKNOWN = "price_unknown";

  /** Code of a refusal for want of money at the provider. */
  public static final String INSUFFICIENT_QUOTA = "insufficient_quota";

  public static Refusal of(int status, ErrorType type, String code, String message) {
    return new Refusal(status, type, code, message, null, null, null, null, false);
  }

  public static Refusal invalid(String code, String message, @Nullable String param) {
    return new Refusal(
        422, ErrorType.VALIDATION_ERROR, code, message, param, null, null, null, false);
  }

  public static Refusal policy(
      int status, String code, String message, @Nullable String policy, String reasonCode) {
    return new Refusal(
        status, ErrorType.POLICY_VIOLATION, code, message, null, policy, reasonCode, null, false);
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
        status,
        type,
        code,
        message + "; " + more,
        param,
        policy,
        reasonCode,
        retryAfterSeconds,
        close,
        escalation,
        limit,
        challenge);
  }

  /** The same, with which limit is reached. */
  public Refusal limitedBy(String limit) {
    return new Refusal(
        status,
        type,
        code,
        message,
        param,
        policy,
        reasonCode,
        retryAfterSeconds,
        close,
        escalationId,
        limit,
        challenge);
  }

  /** The same, with what the caller is told about how to be let in. */
  public Refusal challenging(String challenge) {
    return new Refusal(
        status,
        type,
        code,
        message,
        param,
        policy,
        reasonCode,
        retryAfterSeconds,
        close,
        escalationId,
        limit,
        challenge);
  }

  public Refusal retryAfter(String seconds) {
    return new Refusal(
        status,
        type,
        code,
        message,
        param,
        policy,
        reasonCode,
        seconds,
        close,
        escalationId,
        limit,
        challenge);
  }

  public Refusal closing() {
    return new Refusal(
        status,
        type,
        code,
        message,
        param,
        policy,
        reasonCode,
        retryAfterSeconds,
        true,
        escalationId,
        limit,
        challenge);
  }

  /** Clients repeat 409, 429 and 5xx on their own; for a no that stays no that would only cost. */
  public boolean retryIsPointless() {
    return type == ErrorType.POLICY_VIOLATION
        || code.equals(BUDGET_EXCEEDED)
        || code.equals(PRICE_UNKNOWN)
        || code.equals(INSUFFICIENT_QUOTA);
  }
}
