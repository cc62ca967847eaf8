package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that are documented for this kind of gateway and have no place here, each with what to do
 * instead. Their authors made no mistake, so they are not told of one.
 */
final class KnownElsewhere {
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry(
              "gateway.fallback.strategy",
              "write it as `providers.routing.strategy`: the order is one, with and without failures"),
          Map.entry(
              "gateway.fallback.retry_on",
              "write `triggers`: `server_error` stands for 5xx, beside `timeout`, `rate_limit` and `connection`"),
          Map.entry(
              "gateway.fallback.latency_window",
              "remove it; `routing.strategy: latency` goes by a running mean"),
          Map.entry(
              "gateway.fallback.max_latency_ms",
              "bound a target with its `timeout_seconds`, and list `timeout` under `triggers`"),
          Map.entry(
              "gateway.mirroring.log_mirror_response",
              "remove it; answers of mirrors are read to their end and kept nowhere"),
          Map.entry(
              "gateway.model_groups.*.fallback_group",
              "list those targets behind the others in the group, and write `fallback`"),
          Map.entry(
              "policy.agent-firewall.tools.rate_limits",
              "no one request holds such a count; `rate_limits` bounds requests, `tool-budget` the calls of a conversation"),
          Map.entry(
              "policy.agent-firewall.transaction_limits.max_daily_total",
              "no one request holds such a sum; bound each call with `max_single_transaction`, and the day where the money moves"),
          Map.entry(
              "policy.tool-validation.semantic_validation",
              "no model is asked about a call; describe the arguments in `schemas`, or judge them with a rule"),
          Map.entry(
              "policy.tool-security.firewall_endpoint",
              "calls are looked at inside the gateway; a service of your own can be a detector in the detectors file"),
          Map.entry(
              "policy.tool-security.secret_key_ref",
              "calls are looked at inside the gateway; a service of your own can be a detector in the detectors file"),
          Map.entry(
              "policy.request-rewriter.rules[].condition",
              "put it into `pattern`, or write a policy of kind `rules`, whose rules have conditions"),
          Map.entry(
              "policy.response-rewriter.rules[].condition",
              "put it into `pattern`, or write a policy of kind `rules`, whose rules have conditions"),
          Map.entry(
              "policy.request-rewriter.system_message",
              "send it from the application; the gateway adds no messages to a request"));

  private KnownElsewhere() {}

  /** What to say of such a key; empty if it is none. */
  static Optional<Diagnostic> report(Span span, String place, String key) {
    return advice(place, key)
        .map(advice ->
            new Diagnostic(
                DiagnosticCode.KEY_NOT_AVAILABLE,
                span,
                place + "." + key,
                "key " + Quoted.word(key) + " is not available in this version",
                "it is documented; " + advice));
  }

  private static Optional<String> advice(String place, String key) {
    String exact = ADVICE.get(withoutIndices(place) + "." + key);
    return exact != null
        ? Optional.of(exact)
        : Optional.ofNullable(ADVICE.get(underAnyName(place) + "." + key));
  }

  /** The path with the numbers of list entries left out. */
  private static String withoutIndices(String path) {
    StringBuilder kept = new StringBuilder();
    boolean inside = false;
    for (int at = 0; at < path.length(); at++) {
      char read = path.charAt(at);
      inside = inside && read != ']';
      if (!inside) {
        kept.append(read);
      }
      inside = inside || read == '[';
    }
    return kept.toString();
  }

  /** The path with a star for its last name, which is the author's own. */
  private static String underAnyName(String path) {
    return path.substring(0, path.lastIndexOf('.') + 1) + "*";
  }
}
