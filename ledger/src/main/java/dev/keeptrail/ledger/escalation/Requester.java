package dev.keeptrail.ledger.escalation;

import org.jspecify.annotations.Nullable;

/**
 * Who asked, as far as somebody checked it or said it. All null when the gateway asks nobody who he
 * is; then nothing can keep a requester from approving.
 *
 * @param key public id of the key that was shown
 */
public record Requester(@Nullable String key, @Nullable String user, @Nullable String team) {
  public static final Requester UNKNOWN = new Requester(null, null, null);

  /** Whether this is the same person or program. */
  public boolean is(Reviewer reviewer) {
    return (key != null && key.equals(reviewer.key()))
        || (user != null && user.equals(reviewer.actor().name()));
  }
}
