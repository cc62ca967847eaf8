package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.body.ToldReason;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told about a provider's failure: the status at most. A provider's own words can
 * repeat the prompt or speak of our key, so they stay here.
 */
final class UpstreamRefusals {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,12})?");

  private UpstreamRefusals() {}

  static Refusal of(ProviderException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> bad("upstream_unreachable", "the provider cannot be reached");
      case NO_ANSWER ->
          bad(
              "upstream_unreachable",
              "the provider closed the connection before it began to answer");
      case TIMEOUT -> bad("upstream_timeout", "the provider did not answer in time");
      case BROKEN ->
          bad("upstream_invalid_response", "the provider's answer broke off or is no HTTP");
      case TOO_LARGE ->
          bad("upstream_too_large", "the provider's answer is larger than the gateway accepts");
      case NOT_SPOKEN -> Speech.NOT_SERVED;
      case NO_SECRET ->
          Refusal.of(
              503,
              ErrorType.UPSTREAM_ERROR,
              "provider_unavailable",
              "the provider's key is not configured on the gateway; tell its operator");
    };
  }

  /** The refusal for an answer that is no success. */
  static Refusal of(ProviderAnswer answer) {
    int status = answer.status();
    ToldReason reason = status >= 400 && status < 500 ? ToldReason.of(answer.body()) : null;
    if (status == 429) {
      return reason == ToldReason.QUOTA ? told(reason, status) : tooMany(answer);
    }
    if (status >= 300 && status < 400) {
      return bad(
          "upstream_redirect", "the provider answered with a redirect, which is not followed");
    }
    if (status == 401 || status == 403 || status == 407) {
      return bad(
          "upstream_auth_failed", "the provider refused the gateway's key; tell its operator");
    }
    if (status >= 400 && status < 500 && status != 408) {
      return reason != null && isOfRequest(reason)
          ? told(reason, status)
          : Refusal.of(
              status,
              ErrorType.UPSTREAM_ERROR,
              "upstream_rejected",
              "the provider rejected the request with status " + status);
    }
    return when(
        answer,
        status == 503 || status == 529
            ? Refusal.of(
                503,
                ErrorType.UPSTREAM_ERROR,
                "upstream_overloaded",
                "the provider cannot serve the request now (status %d); try again later"
                    .formatted(status))
            : bad("upstream_error", "the provider failed with status " + status));
  }

  /** The refusal for a status of an MCP server that is no success. */
  static Refusal ofServer(int status) {
    if (status == 404) {
      return NO_SESSION;
    }
    return of(new ProviderAnswer(status, "", null, new byte[0]));
  }

  /** Clients begin a new session on this status, as the protocol says. */
  static final Refusal NO_SESSION =
      Refusal.of(
          404,
          ErrorType.UPSTREAM_ERROR,
          "session_not_found",
          "the server does not know this session any more; initialize a new one");

  static final Refusal NO_MESSAGE =
      bad(
          "upstream_invalid_response",
          "the server's answer is no JSON-RPC message that answers the request");

  /** The same, where the message may have been carried out for an approval. */
  static Refusal approvalUsed(Refusal refusal, String escalation) {
    return refusal.about(
        escalation, "the call may have been carried out all the same, so the approval is used");
  }

  static Refusal notAnAnswer(Protocol protocol) {
    return bad(
        "upstream_invalid_response",
        "the provider's answer is not %s in JSON".formatted(protocol.answer()));
  }

  static Refusal brokenStream() {
    return bad(
        "upstream_invalid_response",
        "the provider's answer broke off, or is no stream of its protocol");
  }

  /**
   * What clients are told who can do something about it.
   *
   * @param status what the provider answered with, or what it would have
   */
  private static Refusal told(ToldReason reason, int status) {
    return switch (reason) {
      // WHY: agents look for these words where they have no code, and shorten what they send.
      case TOO_LONG ->
          Refusal.of(
              status,
              ErrorType.UPSTREAM_ERROR,
              "context_length_exceeded",
              "prompt is too long: the request exceeds the maximum context length of the model");
      case FILTERED ->
          Refusal.of(
              status,
              ErrorType.UPSTREAM_ERROR,
              "content_filter",
              "the provider's own content filter refused the request");
      case QUOTA ->
          Refusal.of(
              429,
              ErrorType.RATE_LIMIT,
              Refusal.INSUFFICIENT_QUOTA,
              "the quota of the gateway's key is used up at the provider; tell its operator");
    };
  }

  /** Whether a failure says something about the request only, and nothing about the target. */
  static boolean isOfRequest(@Nullable ToldReason reason) {
    return reason == ToldReason.TOO_LONG || reason == ToldReason.FILTERED;
  }

  static Refusal failedAnswer(@Nullable ToldReason reason) {
    return reason == null ? failedAnswer() : told(reason, 400);
  }

  private static Refusal failedAnswer() {
    return bad("upstream_error", "the provider said in its answer that it failed");
  }

  private static Refusal tooMany(ProviderAnswer answer) {
    return when(
        answer,
        Refusal.of(
            429,
            ErrorType.RATE_LIMIT,
            "upstream_rate_limited",
            "the provider's rate limit is reached; try again later"));
  }

  /** With the time to wait, where the provider named one. */
  private static Refusal when(ProviderAnswer answer, Refusal refusal) {
    String after = seconds(answer.retryAfter());
    return after == null ? refusal : refusal.retryAfter(after);
  }

  /**
   * How long to wait, in whole seconds: the header says it in seconds, with a fraction or without,
   * or as a date, which few clients read.
   */
  private static @Nullable String seconds(@Nullable String after) {
    if (after == null) {
      return null;
    }
    if (SECONDS.matcher(after).matches()) {
      return new BigDecimal(after).setScale(0, RoundingMode.CEILING).toPlainString();
    }
    try {
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(after, Instant::from);
      String wait =
          Long.toString(Math.max(0, Duration.between(Instant.now(), then).toSeconds() + 1));
      return SECONDS.matcher(wait).matches() ? wait : null;
    } catch (DateTimeException _) {
      // WHY: it would be passed on, and says nothing that may be.
      return null;
    }
  }

  private static Refusal bad(String code, String message) {
    return Refusal.of(502, ErrorType.UPSTREAM_ERROR, code, message);
  }
}
