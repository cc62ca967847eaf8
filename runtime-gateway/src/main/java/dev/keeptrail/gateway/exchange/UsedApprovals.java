package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The approvals that exchanges have used, until it is written down what became of them: on record,
 * which settles the use, or not, which makes the approval good again. What cannot be written down
 * is tried again, also by the process that comes after this one. Thread-safe.
 */
final class UsedApprovals {
  private static final Logger LOG = LoggerFactory.getLogger(UsedApprovals.class);

  /** What the trail calls a pruning. */
  private static final String PRUNED = "ledger.pruned";

  /** By the ids of the events. */
  private final Map<String, Use> uses = new ConcurrentHashMap<>();

  private final EscalationQueue queue;
  private volatile boolean knowsThoseBefore;

  UsedApprovals(EscalationQueue queue) {
    this.queue = queue;
  }

  /** A use of an approval. */
  private record Use(String approval, Fate fate) {}

  private enum Fate {
    /** The exchange goes on. */
    UNDER_WAY,
    /** A process that is gone did it: its event tells. */
    OF_BEFORE,
    SETTLED,
    LOST
  }

  /** An exchange is about to use one. */
  void begins(String approval, String eventId) {
    uses.put(eventId, new Use(approval, Fate.UNDER_WAY));
  }

  /** It used none. */
  void leaves(String eventId) {
    uses.remove(eventId);
  }

  /** Its event is durable, or something of it went out without. */
  void settle(String eventId) {
    uses.computeIfPresent(
        eventId,
        (_, use) -> use.fate() == Fate.UNDER_WAY ? new Use(use.approval(), Fate.SETTLED) : use);
  }

  /** Nothing of it went out: the approval is good again, at once where that can be written down. */
  void giveBack(String approval, String eventId) {
    var use = new Use(approval, Fate.LOST);
    uses.put(eventId, use);
    tidy(eventId, use);
  }

  /** The same of a use that nobody has settled yet. */
  void lose(String eventId) {
    Use use = uses.get(eventId);
    if (use != null && use.fate() == Fate.UNDER_WAY) {
      giveBack(use.approval(), eventId);
    }
  }

  /** Tries once more what could not be written down for one approval. */
  void tidy(String approval) {
    uses.forEach((eventId, use) -> {
      if (use.approval().equals(approval) && use.fate() == Fate.LOST) {
        tidy(eventId, use);
      }
    });
  }

  /**
   * Writes down what is known by now.
   *
   * @param store knows which events are durable
   */
  void tidy(EventStore store) {
    try {
      if (!knowsThoseBefore) {
        for (Escalation used : queue.unsettled()) {
          Escalation.Use before = used.use();
          if (before != null) {
            uses.putIfAbsent(before.eventId(), ofBefore(used.id(), before, store));
          }
        }
        knowsThoseBefore = true;
      }
      for (Map.Entry<String, Use> entry : uses.entrySet()) {
        Use use = entry.getValue();
        tidy(entry.getKey(), use.fate() == Fate.OF_BEFORE ? told(entry.getKey(), use, store) : use);
      }
    } catch (LedgerException unreadable) {
      LOG.error("what became of used approvals is not known yet: {}", unreadable.getMessage());
    }
  }

  /** Where events were pruned since, one that is not there may have been among them: it counts. */
  private static Use ofBefore(String approval, Escalation.Use use, EventStore store)
      throws LedgerException {
    var pruned = new AdministrationQuery(null, use.at(), null, PRUNED, null, 0, 1);
    var unreadable = new LeftOutRecords();
    boolean mayBeGone = !store.administration(pruned, unreadable).isEmpty() || !unreadable.isNone();
    boolean isGone = mayBeGone && store.find(use.eventId()).isEmpty();
    if (isGone) {
      LOG.warn(
          "approval {} stays used: events were pruned before it was known what became of it",
          approval);
    }
    return new Use(approval, isGone ? Fate.SETTLED : Fate.OF_BEFORE);
  }

  private static Use told(String eventId, Use use, EventStore store) throws LedgerException {
    boolean counts = store.find(eventId).filter(UsedApprovals::uses).isPresent();
    return new Use(use.approval(), counts ? Fate.SETTLED : Fate.LOST);
  }

  private void tidy(String eventId, Use use) {
    try {
      switch (use.fate()) {
        case UNDER_WAY, OF_BEFORE -> {
          return;
        }
        case SETTLED -> queue.settle(use.approval(), eventId);
        // Does nothing where another event has used it meanwhile.
        case LOST -> queue.giveBack(use.approval(), eventId);
      }
      uses.remove(eventId);
    } catch (LedgerException failed) {
      LOG.error("an approval stays used for now: {}", failed.getMessage());
    }
  }

  /** Whether an exchange that is on record has used its approval up. */
  static boolean uses(DecisionEvent event) {
    boolean left = event.outcome() == Outcome.CANCELLED && event.httpStatus() == End.NOBODY_LISTENS;
    return event.outcome() != Outcome.UPSTREAM_ERROR && !left;
  }
}
