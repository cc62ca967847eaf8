package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.kind.RoutingSettings;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks where copies of requests go: to a target that answers nobody. */
final class MirrorChecker {
  private static final String KEY = "mirroring";

  private final Problems problems;

  MirrorChecker(Problems problems) {
    this.problems = problems;
  }

  /** Null where nothing is copied. */
  RoutingPlan.@Nullable Mirror check(
      CheckedBlock section, List<RoutingPlan.ModelGroup> groups, List<ProviderPlan> targets) {
    boolean written = section.has(KEY);
    if (!written || !(section.values().entries().get(KEY) instanceof PlanValue.Mapping mirroring)) {
      return null;
    }
    if (!(mirroring.entries().get("mirror_target") instanceof PlanValue.Text(String target))) {
      report(
          section,
          DiagnosticCode.MISSING_KEY,
          "`mirroring` lacks a `mirror_target`",
          "add `mirror_target: ID`");
      return null;
    }
    checkTarget(section, target, groups, targets);
    boolean enabled = new PlanValue.Bool(true).equals(mirroring.entries().get("enabled"));
    return enabled ? new RoutingPlan.Mirror(target, rate(mirroring), millis(mirroring)) : null;
  }

  private void checkTarget(
      CheckedBlock section,
      String target,
      List<RoutingPlan.ModelGroup> groups,
      List<ProviderPlan> targets) {
    List<String> models =
        targets.stream()
            .filter(one -> ProviderKind.servesModels(one.provider()))
            .map(ProviderPlan::id)
            .toList();
    if (!models.contains(target)) {
      report(
          section,
          DiagnosticCode.INVALID_NAME,
          Quoted.word(target) + " is not the id of a target that serves models",
          "write the `id` of an entry of `targets`");
    } else if (models.size() == 1) {
      report(
          section,
          DiagnosticCode.CONFLICTING_KEYS,
          "no target is left to answer beside " + Quoted.word(target),
          "a target that gets copies is in no route; add another");
    } else if (groups.stream().anyMatch(group -> group.targets().contains(target))) {
      report(
          section,
          DiagnosticCode.CONFLICTING_KEYS,
          Quoted.word(target) + " is a target of a group, too",
          "a target that gets copies is in no route; leave it out of the group");
    }
  }

  private void report(CheckedBlock section, DiagnosticCode code, String message, String hint) {
    problems.add(code, section.keySpan(KEY), section.path(KEY), message, hint);
  }

  private static double rate(PlanValue.Mapping mirroring) {
    return switch (mirroring.entries().get("sample_rate")) {
      case PlanValue.Decimal(double rate) -> rate;
      case PlanValue.Int(long whole) -> (double) whole;
      case null, default -> 1;
    };
  }

  private static int millis(PlanValue.Mapping mirroring) {
    return mirroring.entries().get("timeout_ms") instanceof PlanValue.Int(long millis)
        ? (int) millis
        : RoutingSettings.DEFAULT_MIRROR_MILLIS;
  }
}
