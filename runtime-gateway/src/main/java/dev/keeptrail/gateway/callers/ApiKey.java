package dev.keeptrail.gateway.callers;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key: everything but the key.
 *
 * @param id public; {@code key_} and 16 hexadecimal digits
 * @param hash SHA-256 of the secret in lower-case hexadecimal digits. The secret is 256 random
 *     bits, so that nobody can find it by trying and no slow hash is needed
 * @param name what its operator calls it
 * @param expires when it stops to be good; null for never
 * @param revoked when it was taken back; null when it was not
 */
public record ApiKey(
    String id,
    String hash,
    String name,
    Set<KeyScope> scopes,
    Instant created,
    @Nullable Instant expires,
    @Nullable Instant revoked,
    BoundIdentity identity) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Why a key is not good. */
  public enum State {
    GOOD("active"),
    EXPIRED("expired"),
    REVOKED("revoked");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public State state(Instant now) {
    if (revoked != null) {
      return State.REVOKED;
    }
    return expires == null || now.isBefore(expires) ? State.GOOD : State.EXPIRED;
  }

  /** The scopes in their own order, for people and files. */
  public Set<KeyScope> orderedScopes() {
    EnumSet<KeyScope> ordered = EnumSet.noneOf(KeyScope.class);
    ordered.addAll(scopes);
    return ordered;
  }

  public ApiKey revokedAt(Instant when) {
    return new ApiKey(id, hash, name, scopes, created, expires, when, identity);
  }
}
