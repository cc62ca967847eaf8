package dev.keeptrail.gateway.console;

import dev.keeptrail.gateway.archive.KeptPacks;
import dev.keeptrail.gateway.archive.PackText;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was kept of the pack that made a decision.
 *
 * @param text its texts; null where it was not kept
 * @param plan its plan; null where it was not kept, or is of a version that cannot be read here
 */
public record PackOnRecord(@Nullable PackText text, @Nullable PackPlan plan) {
  /** Of the pack that an event names. */
  public static PackOnRecord of(KeptPacks kept, DecisionEvent event) throws LedgerException {
    String digest = event.pack().digest();
    PackPlan plan =
        switch (kept.plan(digest).orElse(null)) {
          case KeptPacks.Plan.Known(PackPlan known) -> known;
          case KeptPacks.Plan.Foreign _ -> null;
          case null -> null;
        };
    return new PackOnRecord(kept.text(digest).orElse(null), plan);
  }

  /** What the pack declares of the texts that a target gets; empty where it says nothing. */
  String declared(String target) {
    return plan == null
        ? ""
        : plan.providers().stream()
            .filter(one -> one.id().equals(target))
            .map(ProviderPlan::dataPolicy)
            .map(PackOnRecord::words)
            .findFirst()
            .orElse("");
  }

  private static String words(DataPolicy data) {
    List<String> words = new ArrayList<>();
    if (data.region() != null) {
      words.add("region " + data.region());
    }
    if (data.zeroDataRetention() != null) {
      words.add(data.zeroDataRetention() ? "keeps nothing" : "keeps what it gets");
    }
    if (data.retentionDays() != null) {
      words.add("retention of %d days".formatted(data.retentionDays()));
    }
    if (data.trainingOptOut() != null) {
      words.add(data.trainingOptOut() ? "does not train on it" : "may train on it");
    }
    return String.join(", ", words);
  }
}
