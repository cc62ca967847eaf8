package dev.keeptrail.language.diff;

import dev.keeptrail.language.diff.Change.Sort;
import dev.keeptrail.language.diff.Change.Subject;
import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.CapturePlan;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.language.plan.RefusedRepeats;
import dev.keeptrail.language.plan.ResponseCache;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.TargetAccess;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one plan says differently from another, in plan order.
 *
 * @param before digest of the one
 * @param after digest of the other
 */
public record PlanDiff(String before, String after, List<Change> changes) {
  public PlanDiff {
    changes = List.copyOf(changes);
  }

  public static PlanDiff between(PackPlan before, PackPlan after) {
    Changes changes = Changes.of(Subject.PACK);
    compareIdentity(before, after, changes);
    compareProviders(before.providers(), after.providers(), changes);
    compareChain(before.chain(), after.chain(), changes);
    Changes gateway = changes.about(Subject.GATEWAY, "");
    gateway.compare(
        "block_status",
        Integer.toString(before.gateway().blockStatus()),
        Integer.toString(after.gateway().blockStatus()));
    gateway.compare(
        "on_unscannable",
        before.gateway().onUnscannable().word(),
        after.gateway().onUnscannable().word());
    RefusedRepeats old = before.gateway().repeats();
    RefusedRepeats now = after.gateway().repeats();
    gateway.compare(
        "refused_repeats.seconds",
        Integer.toString(old.seconds()),
        Integer.toString(now.seconds()));
    gateway.compare(
        "refused_repeats.tries", Integer.toString(old.tries()), Integer.toString(now.tries()));
    gateway.compare(
        "routing", routing(before.gateway().routing()), routing(after.gateway().routing()));
    gateway.compare(
        "capture", capture(before.gateway().capture()), capture(after.gateway().capture()));
    compareLimits(before.gateway().limits(), after.gateway().limits(), gateway);
    return new PlanDiff(PlanDigest.of(before), PlanDigest.of(after), changes.all());
  }

  private static @Nullable String capture(CapturePlan plan) {
    return plan.equals(CapturePlan.NONE) ? null : PlanJson.compact(plan);
  }

  private static @Nullable String routing(RoutingPlan plan) {
    return plan.equals(RoutingPlan.NONE) ? null : PlanJson.compact(plan);
  }

  private static void compareLimits(LimitsPlan before, LimitsPlan after, Changes gateway) {
    gateway.compare("rate_limits", rates(before.rates()), rates(after.rates()));
    gateway.compare("budgets", budgets(before.budgets()), budgets(after.budgets()));
    gateway.compare("response_cache", cache(before.cache()), cache(after.cache()));
  }

  private static @Nullable String rates(RateLimits plan) {
    return plan.equals(RateLimits.NONE) ? null : PlanJson.compact(plan);
  }

  private static @Nullable String budgets(List<Budget> plan) {
    return plan.isEmpty() ? null : PlanJson.compact(plan);
  }

  private static @Nullable String cache(@Nullable ResponseCache plan) {
    return plan == null ? null : PlanJson.compact(plan);
  }

  /** Whether both plans are one and the same. */
  public boolean isSame() {
    return changes.isEmpty() && before.equals(after);
  }

  private static void compareIdentity(PackPlan before, PackPlan after, Changes changes) {
    changes.compare("name", text(before.pack().name()), text(after.pack().name()));
    changes.compare("version", text(before.pack().version()), text(after.pack().version()));
    changes.compare(
        "enabled",
        Boolean.toString(before.pack().enabled()),
        Boolean.toString(after.pack().enabled()));
    changes.compare(
        "description", text(before.pack().description()), text(after.pack().description()));
  }

  private static void compareProviders(
      List<ProviderPlan> before, List<ProviderPlan> after, Changes changes) {
    Names<ProviderPlan> names = Names.of(before, after, ProviderPlan::id, PlanDiff::isSameTarget);
    names
        .removed()
        .forEach(target ->
            changes
                .about(Subject.PROVIDER, target.id())
                .add("", Sort.REMOVED, text(target.provider()), null));
    names
        .added()
        .forEach(target ->
            changes
                .about(Subject.PROVIDER, target.id())
                .add("", Sort.ADDED, null, text(target.provider())));
    names
        .pairs()
        .forEach((id, pair) -> {
          Changes target = changes.about(Subject.PROVIDER, id);
          ProviderPlan old = pair.before();
          ProviderPlan now = pair.after();
          place(names, id, old.id(), pair, target);
          target.compare("provider", text(old.provider()), text(now.provider()));
          target.compare("model", text(old.model()), text(now.model()));
          target.compare("base_url", text(old.baseUrl()), text(now.baseUrl()));
          target.compare("secret", SettingText.of(old.secret()), SettingText.of(now.secret()));
          compareAccess(old.access(), now.access(), target);
          compareData(old.dataPolicy(), now.dataPolicy(), target);
        });
  }

  private static void compareAccess(TargetAccess old, TargetAccess now, Changes target) {
    target.compare("deployment", text(old.deployment()), text(now.deployment()));
    target.compare("api_version", text(old.apiVersion()), text(now.apiVersion()));
    target.compare("api_key_header", text(old.keyHeader()), text(now.keyHeader()));
    target.compare("api_key_prefix", text(old.keyPrefix()), text(now.keyPrefix()));
    target.compare("timeout_seconds", number(old.timeoutSeconds()), number(now.timeoutSeconds()));
    target.compare("http_version", number(old.httpVersion()), number(now.httpVersion()));
  }

  private static void compareData(DataPolicy old, DataPolicy now, Changes target) {
    target.compare(
        "data_policy.zero_data_retention",
        truth(old.zeroDataRetention()),
        truth(now.zeroDataRetention()));
    target.compare(
        "data_policy.training_opt_out", truth(old.trainingOptOut()), truth(now.trainingOptOut()));
    target.compare(
        "data_policy.retention_days", number(old.retentionDays()), number(now.retentionDays()));
    target.compare("data_policy.region", text(old.region()), text(now.region()));
  }

  private static @Nullable String truth(@Nullable Boolean value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String number(@Nullable Integer value) {
    return value == null ? null : value.toString();
  }

  private static boolean isSameTarget(ProviderPlan old, ProviderPlan now) {
    return new ProviderPlan(
            now.id(),
            old.provider(),
            old.model(),
            old.baseUrl(),
            old.secret(),
            old.access(),
            old.dataPolicy())
        .equals(now);
  }

  private static void compareChain(
      List<PolicyPlan> before, List<PolicyPlan> after, Changes changes) {
    Names<PolicyPlan> names = Names.of(before, after, PolicyPlan::name, PlanDiff::isSamePolicy);
    names
        .removed()
        .forEach(policy ->
            changes
                .about(Subject.POLICY, policy.name())
                .add("", Sort.REMOVED, text(policy.kind()), null));
    names
        .pairs()
        .forEach((name, pair) -> {
          Changes policy = changes.about(Subject.POLICY, name);
          place(names, name, pair.before().name(), pair, policy);
          comparePolicies(pair.before(), pair.after(), policy);
        });
    names
        .added()
        .forEach(policy ->
            changes
                .about(Subject.POLICY, policy.name())
                .add("", Sort.ADDED, null, text(policy.kind())));
  }

  /**
   * The default reason codes hold the policy's name, so rules of a renamed policy differ in them.
   */
  private static boolean isSamePolicy(PolicyPlan old, PolicyPlan now) {
    return old.kind().equals(now.kind())
        && old.settings().equals(now.settings())
        && old.rules().stream()
            .map(Rule::name)
            .toList()
            .equals(now.rules().stream().map(Rule::name).toList())
        && old.rules().stream()
            .map(Rule::alternatives)
            .toList()
            .equals(now.rules().stream().map(Rule::alternatives).toList());
  }

  private static void comparePolicies(PolicyPlan old, PolicyPlan now, Changes policy) {
    policy.compare("kind", text(old.kind()), text(now.kind()));
    policy.compare("enforcement", text(old.mode().word()), text(now.mode().word()));
    policy.compare("streaming_mode", text(old.streaming().word()), text(now.streaming().word()));
    policy.compare("on", phases(old), phases(now));
    SettingDiff.compare("", old.settings(), now.settings(), policy);
    RuleDiff.compare(old.rules(), now.rules(), policy);
  }

  private static @Nullable String phases(PolicyPlan policy) {
    return policy.phases().isEmpty()
        ? null
        : String.join(", ", policy.phases().stream().map(phase -> phase.word()).toList());
  }

  private static <T> void place(
      Names<T> names, String name, String oldName, Names.Pair<T> pair, Changes changes) {
    if (!Objects.equals(name, oldName)) {
      changes.add("", Sort.RENAMED, text(oldName), text(name));
    }
    if (names.moved().contains(name)) {
      changes.add(
          "",
          Sort.MOVED,
          Integer.toString(pair.placeBefore()),
          Integer.toString(pair.placeAfter()));
    }
  }

  private static @Nullable String text(@Nullable String text) {
    return SettingText.of(text);
  }
}
