package dev.keeptrail.gateway.console;

import dev.keeptrail.gateway.archive.KeptPacks;
import dev.keeptrail.gateway.archive.KeptPacks.Plan;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.language.diff.PlanDiff;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.LedgerException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between two packs that were in force, or between one that was and one that is. */
public sealed interface ComparedPacks {
  /** Nobody asked for a comparison. */
  record NotAsked() implements ComparedPacks {}

  /** Nothing is known of one of them but its digest. */
  record NotKept(String digest) implements ComparedPacks {}

  /** One of them is kept, and cannot be read here. */
  record Unreadable(String digest, String problem) implements ComparedPacks {}

  /**
   * Both are known.
   *
   * @param before the label of the earlier one
   * @param after that of the later one
   */
  record Compared(String before, String after, PlanDiff diff) implements ComparedPacks {}

  /** What is served, and what was. */
  record Known(Packs<Serving> serving, @Nullable Reloader reloader, KeptPacks kept) {
    /** The plan in force for those who had the one with this digest. */
    private PackPlan inForceInsteadOf(String digest) {
      String group =
          reloader == null
              ? Packs.COMMON
              : reloader.formerPlan(digest).map(Reloader.FormerPlan::group).orElse(Packs.COMMON);
      return serving.byGroup().getOrDefault(group, serving.common()).program().plan();
    }

    private Optional<Plan> plan(String digest) throws LedgerException {
      Optional<PackPlan> served =
          serving.byGroup().values().stream()
              .filter(one -> one.program().planDigest().equals(digest))
              .map(one -> one.program().plan())
              .findFirst();
      if (served.isEmpty() && reloader != null) {
        served = reloader.formerPlan(digest).map(Reloader.FormerPlan::plan);
      }
      return served.isPresent() ? served.map(Plan.Known::new) : kept.plan(digest);
    }
  }

  /**
   * Compares.
   *
   * @param from digest of the earlier one; empty where nobody asks
   * @param to digest of the later one; empty for the one in force now
   */
  static ComparedPacks of(Known known, String from, String to) throws LedgerException {
    if (from.isEmpty()) {
      return new NotAsked();
    }
    Plan before = known.plan(from).orElse(null);
    Plan after =
        to.isEmpty() ? new Plan.Known(known.inForceInsteadOf(from)) : known.plan(to).orElse(null);
    if (before == null || after == null) {
      return new NotKept(before == null ? from : to);
    }
    return switch (before) {
      case Plan.Foreign(String problem) -> new Unreadable(from, problem);
      case Plan.Known(PackPlan earlier) ->
          switch (after) {
            case Plan.Foreign(String problem) -> new Unreadable(to, problem);
            case Plan.Known(PackPlan later) ->
                new Compared(
                    earlier.pack().label(), later.pack().label(), PlanDiff.between(earlier, later));
          };
    };
  }
}
