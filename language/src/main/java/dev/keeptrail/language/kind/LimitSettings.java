package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.ResponseCache;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much callers may ask: part of the {@code gateway} section, and in YAML sections of their own.
 */
public final class LimitSettings {
  public static final String REFUSE_UNPRICED = "refuse";
  public static final String ALLOW_UNPRICED = "allow";
  public static final int DEFAULT_TTL_SECONDS = 3_600;
  public static final int DEFAULT_ENTRIES = 1_000;
  public static final int DEFAULT_ENTRY_BYTES = 512 << 10;

  /** The settings, in the order of plans. */
  public static final List<Setting> LIMITS =
      List.of(
          Setting.of(
              "rate_limits",
              new SettingType.Block(rates()),
              null,
              "how much may be asked in a minute, and at the same time"),
          Setting.of(
              "budgets",
              new SettingType.ListOf(new SettingType.Block(budget()), Budget.MAX_BUDGETS),
              null,
              "how much money may be spent"),
          Setting.of(
              "response_cache",
              new SettingType.Block(cache()),
              null,
              "that answers are kept for requests that are the same; without it none are"));

  /** Their names. */
  public static final Set<String> NAMES =
      LIMITS.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

  private LimitSettings() {}

  private static List<Setting> rates() {
    return List.of(
        Setting.of("per_key", limit(), null, "for each key of a caller"),
        Setting.of("per_user", limit(), null, "for each user"),
        Setting.of("per_team", limit(), null, "for each team"),
        Setting.of("global", limit(), null, "for all callers together"));
  }

  private static List<Setting> budget() {
    return List.of(
        Setting.of(
            "scope",
            new SettingType.Choice(
                Stream.of(Budget.Scope.values()).map(Budget.Scope::word).toList()),
            null,
            "each of which has a budget of its own"),
        Setting.of(
            "usd",
            new SettingType.Decimal(0, Budget.MAX_USD),
            null,
            "US dollars; 0 lets nothing be spent"),
        Setting.of(
            "window",
            new SettingType.Choice(
                Stream.of(Budget.Window.values()).map(Budget.Window::word).toList()),
            new PlanValue.Text(Budget.Window.MONTH.word()),
            "when spending starts anew, in UTC; `total` never does"),
        Setting.of(
            "unpriced",
            new SettingType.Choice(List.of(REFUSE_UNPRICED, ALLOW_UNPRICED)),
            new PlanValue.Text(REFUSE_UNPRICED),
            "what becomes of requests for models whose price is not known"));
  }

  private static List<Setting> cache() {
    return List.of(
        Setting.of(
            "enabled", new SettingType.Bool(), new PlanValue.Bool(true), "`false` keeps nothing"),
        Setting.of(
            "ttl_seconds",
            new SettingType.Int(1, ResponseCache.MAX_TTL_SECONDS),
            new PlanValue.Int(DEFAULT_TTL_SECONDS),
            "how long an answer is kept"),
        Setting.of(
            "max_entries",
            new SettingType.Int(1, ResponseCache.MAX_ENTRIES),
            new PlanValue.Int(DEFAULT_ENTRIES),
            "how many answers are kept; the one that was used longest ago makes room"),
        Setting.of(
            "max_entry_size_bytes",
            new SettingType.Int(ResponseCache.MIN_ENTRY_BYTES, ResponseCache.MAX_ENTRY_BYTES),
            new PlanValue.Int(DEFAULT_ENTRY_BYTES),
            "the largest answer that is kept"));
  }

  private static SettingType limit() {
    return new SettingType.Block(
        List.of(
            Setting.of("rpm", new SettingType.Int(1, RateLimit.MAX), null, "requests in a minute"),
            Setting.of(
                "tpm",
                new SettingType.Int(1, RateLimit.MAX),
                null,
                "tokens in a minute, those of the request and of the answer"),
            Setting.of(
                "max_parallel_requests",
                new SettingType.Int(1, RateLimit.MAX_PARALLEL),
                null,
                "requests at the same time")));
  }
}
