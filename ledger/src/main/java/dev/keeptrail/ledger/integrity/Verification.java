package dev.keeptrail.ledger.integrity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a ledger, or a part of it, came to.
 *
 * @param first number of the first event that was looked at; 0 when there was none
 * @param last number of the last one
 * @param events how many were looked at
 * @param checkpoints how many signed checkpoints were compared with the tree
 * @param signed number of the last event that an intact checkpoint vouches for; 0 for none
 * @param root of the tree up to the last event; null when events are missing
 * @param breaches at most {@link #MOST_BREACHES}, in the order of events
 * @param furtherBreaches how many more there are
 * @param administration whether there was something administered beside it to be compared
 * @param pruned how many events are not there, and a signed notice says that they were pruned
 * @param unprovenHours of how many hours the counts are only held within bounds, because events of
 *     them went under notices that do not say what they had counted for
 * @param noticesPassedOver how many notices of prunings count for nothing, because no key of the
 *     ledger has signed what they say; events that they name are missing
 */
public record Verification(
    long first,
    long last,
    long events,
    long checkpoints,
    long signed,
    @Nullable Hash root,
    List<Breach> breaches,
    long furtherBreaches,
    boolean administration,
    long pruned,
    long unprovenHours,
    long noticesPassedOver) {
  public static final int MOST_BREACHES = 1_000;

  public Verification {
    breaches = List.copyOf(breaches);
  }

  public boolean isIntact() {
    return breaches.isEmpty();
  }
}
