package dev.keeptrail.gateway.console;

import dev.keeptrail.ledger.LedgerException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where decisions wait that a person has to make; what the page of escalations shows. */
public interface EscalationDesk {
  /**
   * One that waits or waited.
   *
   * @param status such as {@code queued}, {@code claimed}, {@code resolved}
   * @param assignee the team or user it is for; null for anybody
   * @param claimedBy who has taken it; null for nobody
   */
  record Escalation(
      String id,
      String eventId,
      String status,
      String reasonCode,
      @Nullable String assignee,
      @Nullable String claimedBy,
      Instant created,
      @Nullable Instant expires) {}

  /** The newest first, at most so many. */
  List<Escalation> newest(int limit) throws LedgerException;
}
