package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.DataPolicySettings;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.PlanValue;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a target declares of its data: the block, and the two short forms beside it. */
final class DataPolicyChecker {
  private static final String BLOCK = "data_policy";
  private static final Pattern REGION = Pattern.compile(DataPolicySettings.REGION);

  private final Problems problems;

  DataPolicyChecker(Problems problems) {
    this.problems = problems;
  }

  DataPolicy check(CheckedBlock target) {
    Map<String, PlanValue> block =
        target.values().entries().get(BLOCK) instanceof PlanValue.Mapping(var entries)
            ? entries
            : Map.of();
    Boolean keepsNothing =
        one(target, "zdr", zdr(target), "zero_data_retention", truth(block, "zero_data_retention"));
    Boolean optsOut =
        one(
            target,
            "data_collection",
            collects(target),
            "training_opt_out",
            truth(block, "training_opt_out"));
    return new DataPolicy(
        keepsNothing, optsOut, retention(target, block, keepsNothing), region(target, block));
  }

  private static @Nullable Boolean zdr(CheckedBlock target) {
    return truth(target.values().entries(), "zdr");
  }

  private static @Nullable Boolean collects(CheckedBlock target) {
    return target.text("data_collection").map(word -> word.equals("deny")).orElse(null);
  }

  private static @Nullable Boolean truth(Map<String, PlanValue> values, String name) {
    return values.get(name) instanceof PlanValue.Bool(boolean value)
        ? Boolean.valueOf(value)
        : null;
  }

  /** The short form or the one in the block; both only where they agree. */
  private @Nullable Boolean one(
      CheckedBlock target,
      String name,
      @Nullable Boolean shortForm,
      String member,
      @Nullable Boolean written) {
    if (shortForm != null && written != null && !shortForm.equals(written)) {
      conflict(
          target,
          name,
          Quoted.word(name)
              + " and "
              + Quoted.word(BLOCK + "." + member)
              + " contradict each other",
          "keep " + Quoted.word(BLOCK + "." + member));
    }
    return written == null ? shortForm : written;
  }

  private @Nullable Integer retention(
      CheckedBlock target, Map<String, PlanValue> block, @Nullable Boolean keepsNothing) {
    Integer days =
        block.get("retention_days") instanceof PlanValue.Int(long value)
            ? Integer.valueOf((int) value)
            : null;
    if (!Boolean.TRUE.equals(keepsNothing)) {
      return days;
    }
    if (days != null && days != 0) {
      conflict(
          target,
          BLOCK,
          "a provider that keeps nothing has no `retention_days`",
          "remove `retention_days`, or the declaration of zero data retention");
    }
    return 0;
  }

  private @Nullable String region(CheckedBlock target, Map<String, PlanValue> block) {
    if (!(block.get("region") instanceof PlanValue.Text(String region))) {
      return null;
    }
    if (!REGION.matcher(region).matches()) {
      problems.add(
          DiagnosticCode.INVALID_NAME,
          target.valueSpan(BLOCK),
          target.path(BLOCK) + ".region",
          "this is not the name of a region",
          "write letters, digits, `.`, `_` and `-`, such as `eu-west-1`");
      return null;
    }
    return region;
  }

  private void conflict(CheckedBlock target, String key, String message, String hint) {
    problems.add(
        DiagnosticCode.CONFLICTING_KEYS, target.keySpan(key), target.path(key), message, hint);
  }
}
