package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.stream.FailedStreamException;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange took of its providers, as its event says.
 *
 * @param uncounted how many times a provider was asked of which nobody knows what it counted: no
 *     whole answer came, or one without a count
 * @param tokens those that were counted
 * @param usd what is known to be due; null where the model has no price
 */
record Spent(int uncounted, long tokens, @Nullable Double usd) {
  /** Ways in which asking ends after which a provider may be at work, and so may be paid. */
  private static final Set<String> MAY_BE_PAID =
      Set.of(
          ProviderException.Kind.TIMEOUT.word(),
          ProviderException.Kind.NO_ANSWER.word(),
          ProviderException.Kind.BROKEN.word(),
          ProviderException.Kind.TOO_LARGE.word(),
          FailedStreamException.WORD,
          AnswerEnd.FAILED_WORD,
          "invalid_response");

  /**
   * Reads it off the event.
   *
   * @param allIsSeen whether what came of an answer that was cut short tells what it cost
   */
  static Spent of(DecisionEvent event, boolean allIsSeen) {
    DecisionEvent.Upstream upstream = event.upstream();
    DecisionEvent.Usage usage = event.usage();
    DecisionEvent.Cost cost = event.cost();
    if (upstream == null) {
      // A fault of ours in the middle of an answer leaves no word of the provider.
      boolean asked = event.outcome() == DecisionEvent.Outcome.OUTPUT_BLOCKED && usage == null;
      return new Spent(asked && event.cache() == null ? 1 : 0, 0, 0.0);
    }
    int uncounted = (int) errors(upstream).stream().filter(MAY_BE_PAID::contains).count();
    boolean answered = upstream.error() == null;
    if (usage == null || (isCutShort(event, usage, upstream) && !allIsSeen)) {
      return new Spent(answered ? uncounted + 1 : uncounted, 0, 0.0);
    }
    return new Spent(uncounted, usage.totalTokens(), cost == null ? null : cost.totalUsd());
  }

  /**
   * A stream that was stopped, so that its tokens are those that came; only an end names a model.
   */
  private static boolean isCutShort(
      DecisionEvent event, DecisionEvent.Usage usage, DecisionEvent.Upstream upstream) {
    return event.stream()
        && usage.estimated()
        && upstream.model() == null
        && event.outcome() != DecisionEvent.Outcome.DELIVERED;
  }

  private static List<String> errors(DecisionEvent.Upstream upstream) {
    if (upstream.attempts().isEmpty()) {
      return upstream.error() == null ? List.of() : List.of(upstream.error());
    }
    return upstream.attempts().stream()
        .map(DecisionEvent.Attempt::error)
        .filter(error -> error != null)
        .map(String::valueOf)
        .toList();
  }
}
