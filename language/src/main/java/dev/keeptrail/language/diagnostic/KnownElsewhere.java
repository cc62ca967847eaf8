package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that are documented for this kind of gateway and have no place here, each with what to do
 * instead. Their authors made no mistake, so they are not told of one.
 */
public final class KnownElsewhere {
  private static final String ACCOUNT =
      "write the account into `base_url`, which may name any server that speaks a known format";

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("agents", "bound what agents spend with `budgets` of the scope `agent`"),
          Map.entry("cache", "write `response_cache`"),
          Map.entry(
              "consumer_groups",
              "give the group a pack of its own, `kt gateway run --group-pack NAME=FILE`"),
          Map.entry("history", "what the ledger keeps of texts is said by `capture`"),
          Map.entry(
              "includes",
              "give each file with a `--file` of its own, each is laid over those before it; `imports` has definitions only"),
          Map.entry(
              "loads", "send what is recalled from the application; the gateway adds no messages"),
          Map.entry("model_groups", "write it under `providers`"),
          Map.entry("rate_limit_defaults", "write `rate_limits`; they hold for everybody"),
          Map.entry(
              "workflow_cache",
              "`response_cache` gives the answer of the very same request again, nothing more"),
          Map.entry(
              "providers.ab_test",
              "write `routing.strategy: weighted` and a `weight` at each target"),
          Map.entry("providers.strategy", "write it as `providers.routing.strategy`"),
          Map.entry("providers.traffic_mirroring", "write `mirroring`"),
          Map.entry("providers.targets[].provider_type", "write `provider`"),
          Map.entry("providers.targets[].format", "remove it, for `provider` says the format"),
          Map.entry(
              "providers.targets[].escalation_routing",
              "say it at the policy that escalates, for a target does not choose who decides"),
          Map.entry("providers.targets[].accountIdEnvar", ACCOUNT),
          Map.entry("providers.targets[].accountIdentifierEnvar", ACCOUNT),
          Map.entry("providers.targets[].cloudflare_account_id_env", ACCOUNT),
          Map.entry("providers.targets[].snowflake_account_identifier_env", ACCOUNT),
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

  /**
   * What to say of such a key; empty if it is none.
   *
   * @param place the path of the block that holds the key; empty for a section of the document
   */
  public static Optional<Diagnostic> report(Span span, String place, String key) {
    return advice(place, key)
        .map(advice ->
            new Diagnostic(
                DiagnosticCode.KEY_NOT_AVAILABLE,
                span,
                path(place, key),
                (place.isEmpty() ? "section " : "key ")
                    + Quoted.word(key)
                    + " is not available in this version",
                "it is documented; " + advice));
  }

  private static String path(String place, String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private static Optional<String> advice(String place, String key) {
    String exact = ADVICE.get(path(withoutIndices(place), key));
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
