package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of limits, both ways. Written only where a pack says something. */
final class LimitsJson {
  private LimitsJson() {}

  /** Writes the members of the gateway's object. */
  static void write(LimitsPlan limits, JsonWriter json) {
    if (!limits.rates().equals(RateLimits.NONE)) {
      json.name("rate_limits");
      write(limits.rates(), json);
    }
    if (!limits.budgets().isEmpty()) {
      json.name("budgets");
      write(limits.budgets(), json);
    }
    ResponseCache cache = limits.cache();
    if (cache != null) {
      json.name("response_cache");
      write(cache, json);
    }
  }

  static void write(RateLimits rates, JsonWriter json) {
    json.beginObject();
    write("per_key", rates.perKey(), json);
    write("per_user", rates.perUser(), json);
    write("per_team", rates.perTeam(), json);
    write("global", rates.global(), json);
    json.endObject();
  }

  private static void write(String name, RateLimit limit, JsonWriter json) {
    if (limit.equals(RateLimit.NONE)) {
      return;
    }
    json.name(name).beginObject();
    write("rpm", limit.rpm(), json);
    write("tpm", limit.tpm(), json);
    write("max_parallel_requests", limit.maxParallel(), json);
    json.endObject();
  }

  private static void write(String name, @Nullable Integer value, JsonWriter json) {
    if (value != null) {
      json.name(name).value(value.intValue());
    }
  }

  static void write(List<Budget> budgets, JsonWriter json) {
    json.beginArray();
    for (Budget budget : budgets) {
      json.beginObject();
      json.name("scope").value(budget.scope().word());
      json.name("usd").value(budget.usd());
      json.name("window").value(budget.window().word());
      json.name("unpriced").value(budget.unpriced());
      json.endObject();
    }
    json.endArray();
  }

  static void write(ResponseCache cache, JsonWriter json) {
    json.beginObject();
    json.name("ttl_seconds").value(cache.ttlSeconds());
    json.name("max_entries").value(cache.maxEntries());
    json.name("max_entry_size_bytes").value(cache.maxEntryBytes());
    json.endObject();
  }

  /** Takes the members of the gateway's object. */
  static LimitsPlan read(Members gateway) throws PlanFormatException {
    return new LimitsPlan(
        gateway.optional("rate_limits", LimitsJson::rates).orElse(RateLimits.NONE),
        gateway.has("budgets") ? gateway.list("budgets", LimitsJson::budget) : List.of(),
        gateway.optional("response_cache", LimitsJson::cache).orElse(null));
  }

  private static RateLimits rates(JsonTree tree, String path) throws PlanFormatException {
    Members rates = Members.of(tree, path);
    RateLimits plan =
        new RateLimits(
            rates.optional("per_key", LimitsJson::limit).orElse(RateLimit.NONE),
            rates.optional("per_user", LimitsJson::limit).orElse(RateLimit.NONE),
            rates.optional("per_team", LimitsJson::limit).orElse(RateLimit.NONE),
            rates.optional("global", LimitsJson::limit).orElse(RateLimit.NONE));
    rates.end();
    return plan;
  }

  private static RateLimit limit(JsonTree tree, String path) throws PlanFormatException {
    Members limit = Members.of(tree, path);
    RateLimit plan =
        new RateLimit(
            whole(limit, "rpm", RateLimit.MAX),
            whole(limit, "tpm", RateLimit.MAX),
            whole(limit, "max_parallel_requests", RateLimit.MAX_PARALLEL));
    limit.end();
    return plan;
  }

  private static @Nullable Integer whole(Members members, String name, int max)
      throws PlanFormatException {
    return members.has(name) ? Integer.valueOf(members.whole(name, 1, max)) : null;
  }

  private static Budget budget(JsonTree tree, String path) throws PlanFormatException {
    Members budget = Members.of(tree, path);
    String scope = budget.text("scope");
    String window = budget.text("window");
    double usd = budget.number("usd");
    if (usd < 0 || usd > Budget.MAX_USD) {
      throw Members.wrong(budget.at("usd"), "an amount of money");
    }
    Budget plan =
        new Budget(
            Budget.Scope.of(scope)
                .orElseThrow(() -> Members.wrong(budget.at("scope"), "a scope of budgets")),
            usd,
            Budget.Window.of(window)
                .orElseThrow(() -> Members.wrong(budget.at("window"), "a window of budgets")),
            budget.truth("unpriced"));
    budget.end();
    return plan;
  }

  private static ResponseCache cache(JsonTree tree, String path) throws PlanFormatException {
    Members cache = Members.of(tree, path);
    ResponseCache plan =
        new ResponseCache(
            cache.whole("ttl_seconds", 1, ResponseCache.MAX_TTL_SECONDS),
            cache.whole("max_entries", 1, ResponseCache.MAX_ENTRIES),
            cache.whole(
                "max_entry_size_bytes",
                ResponseCache.MIN_ENTRY_BYTES,
                ResponseCache.MAX_ENTRY_BYTES));
    cache.end();
    return plan;
  }
}
