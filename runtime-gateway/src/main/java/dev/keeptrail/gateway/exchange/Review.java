package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.Fullness;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.integrity.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an exchange has to do with people who decide: the approval that it was sent with, and what
 * is to be put before them. One use, one thread.
 */
final class Review {
  /** The setting of a policy that says how long its escalations live. */
  private static final String TIMEOUT = "timeout_seconds";

  private static final Logger LOG = LoggerFactory.getLogger(Review.class);

  private static final String SERVERS_OF_TOOLS = "/mcp/";

  private final @Nullable EscalationQueue queue;
  private final @Nullable UsedApprovals uses;
  private final Duration lifetime;
  private final EscalationBounds bounds;
  private final String eventId;
  private final String route;
  private final Claims claims;
  private final Submission submission;
  private @Nullable Hash binding;
  private @Nullable Standing standing;
  private boolean used;

  Review(
      @Nullable EscalationQueue queue,
      @Nullable UsedApprovals uses,
      Duration lifetime,
      EscalationBounds bounds,
      String eventId,
      String route,
      Claims claims,
      Submission submission) {
    this.queue = queue;
    this.uses = uses;
    this.lifetime = lifetime;
    this.bounds = bounds;
    this.eventId = eventId;
    this.route = route;
    this.claims = claims;
    this.submission = submission;
  }

  /** Whether the caller refers to an escalation. */
  boolean isReferredTo() {
    return queue != null && submission.escalationId() != null;
  }

  /**
   * Why the escalation that the caller refers to lets nothing through; empty when it does, or the
   * caller refers to none.
   */
  Optional<Standing.Why> worthless() {
    return standing() instanceof Standing.Worthless(Standing.Why why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private @Nullable Standing standing() {
    String id = submission.escalationId();
    EscalationQueue asked = queue;
    if (id == null || asked == null) {
      return null;
    }
    Standing known = standing;
    if (known == null) {
      try {
        known = asked.standing(id, binding(asked), CanonicalRequest.requester(claims));
      } catch (LedgerException unreadable) {
        throw new IllegalStateException("escalations cannot be looked up", unreadable);
      }
      standing = known;
    }
    return known;
  }

  private Hash binding(EscalationQueue asked) {
    Hash known = binding;
    if (known == null) {
      known = asked.binding(CanonicalRequest.of(route, claims, submission.body()));
      binding = known;
    }
    return known;
  }

  /**
   * The answer that was held back and may be judged again; empty when a provider is to be asked.
   */
  Optional<byte[]> heldAnswer() {
    return standing() instanceof Standing.Approved approved
        ? approved.content().flatMap(HeldContent::answer)
        : Optional.empty();
  }

  /** The id of the approval that was used; null where none was. */
  @Nullable String usedId() {
    return used ? submission.escalationId() : null;
  }

  /** Uses the approval up, once and for all; true also when this exchange has done so before. */
  boolean use() {
    EscalationQueue asked = queue;
    if (!used
        && asked != null
        && uses != null
        && standing() instanceof Standing.Approved approved) {
      used = use(asked, uses, approved);
    }
    return used;
  }

  private boolean use(EscalationQueue asked, UsedApprovals noted, Standing.Approved approved) {
    boolean unsettled = !mayCallATool(approved);
    if (unsettled) {
      noted.begins(approved.id(), eventId);
    }
    try {
      boolean mine = asked.redeem(approved, eventId, unsettled);
      if (!mine) {
        noted.leaves(eventId);
      }
      return mine;
    } catch (LedgerException failed) {
      LOG.error("an approval could not be used: {}", failed.getMessage());
      // It may be used all the same, and nothing goes out for it.
      noted.giveBack(approved.id(), eventId);
      return false;
    }
  }

  /**
   * Whether the use of the approval may have a server of tools do something, which is not undone by
   * nothing being known of it.
   */
  private boolean mayCallATool(Standing.Approved approved) {
    return route.startsWith(SERVERS_OF_TOOLS)
        && approved.content().flatMap(HeldContent::answer).isEmpty();
  }

  /** Nothing was delivered for the approval: it is good again. */
  void giveBack() {
    String id = usedId();
    if (id != null && uses != null) {
      uses.giveBack(id, eventId);
    }
  }

  /** The decision as it stands after the approval, which is used up where it lifts something. */
  PhaseDecision lift(PhaseDecision decision) {
    if (decision.verdict() == Verdict.ESCALATE && standing() instanceof Standing.Approved given) {
      var approval = new Approval(new LinkedHashSet<>(Covers.read(given.covers())));
      return approval.lifts(decision) && use() ? approval.lift(decision) : decision;
    }
    return decision;
  }

  /** Whether one more may wait for a person: this one waits already, or there is a place for it. */
  boolean hasPlace() {
    EscalationQueue asked = queue;
    if (asked == null) {
      return true;
    }
    try {
      Fullness taken = asked.fullness(binding(asked), CanonicalRequest.requester(claims));
      return taken.waits() || (taken.all() < bounds.all() && taken.own() < bounds.perCaller());
    } catch (LedgerException unreadable) {
      throw new IllegalStateException("escalations cannot be counted", unreadable);
    }
  }

  /**
   * What is to be put before a person; null where nobody looks.
   *
   * @param answer what is held back, as JSON; null where it is the request that was escalated, or
   *     the answer had not come to its end
   */
  @Nullable PendingReview pending(PhaseDecision decision, PackPlan plan, byte @Nullable [] answer) {
    EscalationQueue asked = queue;
    if (asked == null) {
      return null;
    }
    Set<Cover> covers = new LinkedHashSet<>();
    if (used && standing() instanceof Standing.Approved approved) {
      covers.addAll(approved.covers());
    }
    covers.addAll(Covers.of(decision));
    return new PendingReview(
        decision,
        new ArrayList<>(covers),
        CanonicalRequest.requester(claims),
        lifetime(decision, plan),
        binding(asked),
        HeldContent.of(submission.body(), answer));
  }

  private Duration lifetime(PhaseDecision decision, PackPlan plan) {
    return plan.chain().stream()
        .filter(policy -> policy.name().equals(decision.decisivePolicy()))
        .map(policy -> policy.settings().entries().get(TIMEOUT))
        .map(value -> value instanceof PlanValue.Int(long seconds) && seconds > 0 ? seconds : null)
        .filter(seconds -> seconds != null)
        .findFirst()
        .map(Duration::ofSeconds)
        .orElse(lifetime);
  }
}
