package dev.keeptrail.ledger.escalation;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The escalations of a ledger. Each change is one transaction, together with its entry for the
 * administrative trail: both are durable, or neither is. Several processes may have it open. Safe
 * for use by many threads.
 */
public interface EscalationQueue {
  /** The longest reason, in characters. */
  int MOST_CHARACTERS = 2_000;

  /** What was decided. */
  enum Outcome {
    APPROVED("approved"),
    DENIED("denied");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Outcome> of(String word) {
      return Stream.of(values()).filter(outcome -> outcome.word.equals(word)).findFirst();
    }
  }

  /**
   * From now on, how long something has waited is measured by a clock that nobody sets, whatever
   * steps the time of day takes. For a process that stays and calls {@link #expire} again and
   * again.
   *
   * @param nanos as {@link System#nanoTime}
   */
  void measure(LongSupplier nanos) throws LedgerException;

  /** The keyed hash of a request in canonical form, under the key of this queue. */
  Hash binding(byte[] canonical);

  /**
   * Puts something in the queue. A request that is in it already, and undecided, is not put there
   * twice.
   *
   * @param content null keeps nothing of it
   * @return the one that is in the queue now, perhaps an earlier one
   */
  Escalation open(EscalationDraft draft, Hash binding, @Nullable HeldContent content)
      throws LedgerException;

  /**
   * How full it is, seen by somebody who wants to put something there.
   *
   * @param binding of the request; one that waits already needs no place
   */
  Fullness fullness(Hash binding, Requester requester) throws LedgerException;

  /** What waits for a decision. */
  Undecided undecided() throws LedgerException;

  /**
   * The newest first.
   *
   * @param states which; empty for all
   * @param assignee a team or user; null for all
   */
  List<Escalation> list(Set<Escalation.State> states, @Nullable String assignee, int limit)
      throws LedgerException;

  Optional<Escalation> find(String id) throws LedgerException;

  /** What was held back for it; empty when nothing was, or it is settled. */
  Optional<HeldContent> content(String id) throws LedgerException;

  Escalation claim(String id, Reviewer reviewer) throws LedgerException, EscalationException;

  /** Lets others claim it. The claimant does so, or the operator. */
  Escalation unclaim(String id, Reviewer reviewer) throws LedgerException, EscalationException;

  /**
   * Decides. Whoever decides has claimed it, or claims it by deciding.
   *
   * @param reason why, for the record
   */
  Escalation resolve(String id, Reviewer reviewer, Outcome outcome, String reason)
      throws LedgerException, EscalationException;

  /** What the id is worth for a request with this binding; changes nothing. */
  Standing standing(String id, Hash binding, Requester requester) throws LedgerException;

  /**
   * Uses an approval up.
   *
   * @param eventId of the exchange that uses it
   * @param unsettled whether the approval is good again where that leaves no event: then what was
   *     held stays until it is {@link #settle settled}. Otherwise it is forgotten with the use
   * @return false when somebody was faster, or it has expired
   */
  boolean redeem(Standing.Approved approval, String eventId, boolean unsettled)
      throws LedgerException;

  /** The exchange that used an approval is on record: what was held is forgotten. */
  void settle(String id, String eventId) throws LedgerException;

  /** Makes an approval good again that an exchange used up which delivered nothing. */
  void giveBack(String id, String eventId) throws LedgerException;

  /** Those that were used, neither settled nor given back. */
  List<Escalation> unsettled() throws LedgerException;

  /** Settles what is too old, and forgets its content; how many there were. */
  int expire() throws LedgerException;
}
