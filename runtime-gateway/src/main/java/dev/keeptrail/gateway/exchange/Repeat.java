package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.kind.bundled.FlaggedReview;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.cache.WholeAnswers;
import dev.keeptrail.gateway.repeat.RefusedBefore;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange has to do with those before it that asked the same and whose answers were
 * refused. The same is what the same caller sends to the same target with the same members,
 * streamed or not. One use, one thread.
 */
final class Repeat {
  private final RefusedRequests memory;
  private final String route;
  private final Claims claims;
  private final Submission submission;
  private @Nullable String target;
  private @Nullable String mark;

  Repeat(RefusedRequests memory, String route, Claims claims, Submission submission) {
    this.memory = memory;
    this.route = route;
    this.claims = claims;
    this.submission = submission;
  }

  /**
   * The refusal that asking would repeat; empty where the target may be asked.
   *
   * @param asked the id of the target that is asked first
   */
  Optional<RefusedBefore> find(String asked, ModelRequest request) {
    if (memory.isOff() || submission.isEmpty() || !WholeAnswers.isRepeatable(request.tree())) {
      return Optional.empty();
    }
    target = asked;
    return memory.isEmpty() ? Optional.empty() : memory.find(mark(asked));
  }

  /** An answer goes out: what was refused before it does not count any more. */
  void delivered() {
    if (target != null && !memory.isEmpty()) {
      memory.delivered(mark(target));
    }
  }

  /**
   * Remembers that the answer was refused, where judging it was in order. To be called when the
   * event is durable: what repeats it names it.
   */
  void refused(DecisionEvent event) {
    if (target != null && isSettled(event)) {
      memory.refused(mark(target), event.id(), event.decisivePolicy());
    }
  }

  /** Whether it is the answer for which it was refused, and not that judging it failed. */
  private static boolean isSettled(DecisionEvent event) {
    return event.outcome() == Outcome.OUTPUT_BLOCKED
        && event.faults().isEmpty()
        && !FlaggedReview.isForWantOfOpinion(event.reasonCode());
  }

  private String mark(String asked) {
    String known = mark;
    if (known == null) {
      known = memory.mark(asked, CanonicalRequest.ofMeaning(route, claims, submission.body()));
      mark = known;
    }
    return known;
  }
}
