package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.FallbackTrigger;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.RoutingStrategy;
import dev.keeptrail.language.plan.TargetAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How targets are chosen: part of the {@code gateway} section, and in YAML of {@code providers}
 * beside {@code targets}.
 */
public final class RoutingSettings {
  public static final int DEFAULT_FALLBACKS = 3;
  public static final int DEFAULT_THRESHOLD = 5;
  public static final int DEFAULT_COOLDOWN = 30;
  public static final int DEFAULT_MIRROR_MILLIS = 5_000;

  /** The longest name of a model that callers can ask for. */
  private static final int MAX_NAME = 200;

  private static final int MAX_ENTRIES = 1_000;

  private static final SettingType TEXTS =
      new SettingType.ListOf(new SettingType.Text(MAX_NAME), MAX_ENTRIES);

  /** The settings, in the order of plans. */
  public static final List<Setting> ROUTING =
      List.of(
          Setting.of(
              "routing",
              new SettingType.Block(routing()),
              null,
              "which target answers a request, where several can"),
          Setting.of(
              "fallback",
              new SettingType.Block(fallback()),
              null,
              "whether another target is asked when one fails"),
          Setting.of(
              "circuit_breaker",
              new SettingType.Block(breaker()),
              null,
              "when a target that fails again and again is left alone"),
          Setting.of(
              "model_groups",
              new SettingType.MapOf(new SettingType.Block(group()), MAX_ENTRIES),
              null,
              "names that callers ask for as a model, each with the targets that answer"),
          Setting.of(
              "mirroring",
              new SettingType.Block(mirroring()),
              null,
              "whether copies of requests go to another target, whose answers nobody gets"));

  /** Their names. */
  public static final Set<String> NAMES =
      ROUTING.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

  private RoutingSettings() {}

  private static List<Setting> routing() {
    return List.of(
        Setting.of(
            "strategy",
            new SettingType.Choice(
                Arrays.stream(RoutingStrategy.values()).map(RoutingStrategy::word).toList()),
            new PlanValue.Text(RoutingStrategy.ORDERED.word()),
            "in which order targets are preferred"),
        Setting.of(
            "weights",
            new SettingType.MapOf(new SettingType.Int(0, RoutingPlan.MAX_WEIGHT), MAX_ENTRIES),
            null,
            "for `weighted`: a number by target id; without one, a target weighs 1"),
        Setting.of(
            "timeout_seconds",
            new SettingType.Int(1, TargetAccess.MAX_TIMEOUT_SECONDS),
            null,
            "how long all attempts of a request may take together"));
  }

  private static List<Setting> fallback() {
    return List.of(
        Setting.of(
            "triggers",
            new SettingType.ListOf(
                new SettingType.Choice(
                    Arrays.stream(FallbackTrigger.values()).map(FallbackTrigger::word).toList()),
                FallbackTrigger.values().length),
            new PlanValue.Sequence(
                Arrays.stream(FallbackTrigger.values())
                    .<PlanValue>map(trigger -> new PlanValue.Text(trigger.word()))
                    .toList()),
            "after which failures another target is asked"),
        Setting.of(
            "max_fallback_attempts",
            new SettingType.Int(0, RoutingPlan.MAX_FALLBACKS),
            new PlanValue.Int(DEFAULT_FALLBACKS),
            "how many other targets are asked at most"),
        Setting.of(
            "max_retries",
            new SettingType.Int(0, RoutingPlan.MAX_RETRIES),
            new PlanValue.Int(0),
            "how often a target is asked again after `server_error` or `connection`"));
  }

  private static List<Setting> breaker() {
    return List.of(
        Setting.of(
            "failure_threshold",
            new SettingType.Int(1, RoutingPlan.MAX_THRESHOLD),
            new PlanValue.Int(DEFAULT_THRESHOLD),
            "how many failures in a row it takes"),
        Setting.of(
            "cooldown_seconds",
            new SettingType.Int(1, RoutingPlan.MAX_COOLDOWN_SECONDS),
            new PlanValue.Int(DEFAULT_COOLDOWN),
            "how long the target is left alone before one request tries it again"));
  }

  private static List<Setting> mirroring() {
    return List.of(
        Setting.of(
            "enabled",
            new SettingType.Bool(),
            new PlanValue.Bool(false),
            "whether anything is copied at all"),
        Setting.of(
            "mirror_target",
            new SettingType.Text(MAX_NAME),
            null,
            "the id of the target that gets the copies; it is in no route"),
        Setting.of(
            "sample_rate",
            new SettingType.Decimal(0, 1),
            new PlanValue.Decimal(1),
            "the part of the requests that is copied"),
        Setting.of(
            "timeout_ms",
            new SettingType.Int(1, RoutingPlan.MAX_MIRROR_MILLIS),
            new PlanValue.Int(DEFAULT_MIRROR_MILLIS),
            "how long its answer is waited for, away from the request"));
  }

  private static List<Setting> group() {
    return List.of(
        Setting.of("targets", TEXTS, null, "ids of targets, each with a `model` of its own"),
        Setting.of("aliases", TEXTS, null, "other names for the same"));
  }
}
