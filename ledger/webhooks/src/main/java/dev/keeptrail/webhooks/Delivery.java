package dev.keeptrail.webhooks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param id what the receiver tells repetitions by; the same at every attempt
 * @param kind the word of an {@link EventKind}
 * @param attempts how often it was sent
 * @param status what the receiver answered last; null when it did not
 * @param problem what went wrong last; null when nothing did
 */
public record Delivery(
    String id,
    String webhook,
    long sequence,
    String event,
    String kind,
    State state,
    int attempts,
    @Nullable Integer status,
    @Nullable String problem,
    Instant last) {
  /** The problem of what was never sent, because the ledger's record of it is damaged. */
  static final String NOT_READ = "the record cannot be read; `kt ledger verify` says why";

  /** How it stands. */
  public enum State {
    /** Not taken yet; it is sent again. */
    WAITING("waiting"),
    DELIVERED("delivered"),
    /** Refused for good: a dead letter, which is kept until it is sent again by hand. */
    DEAD("dead");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<State> of(String word) {
      return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
  }
}
