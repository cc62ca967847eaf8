package dev.keeptrail.gateway.callers;

import org.jspecify.annotations.Nullable;

/**
 * Whom the operators' listener has let in.
 *
 * @param key public id of the key that was shown; null for the gateway's own token
 * @param identity whom that key is bound to; null for the gateway's own token
 * @param scope the most that may be done
 * @param called who the holder of the gateway's own token says that he is; null where he does not
 */
public record Operator(
    @Nullable String key,
    @Nullable BoundIdentity identity,
    KeyScope scope,
    @Nullable String called) {
  /** Somebody who has said nothing of himself. */
  public Operator(@Nullable String key, @Nullable BoundIdentity identity, KeyScope scope) {
    this(key, identity, scope, null);
  }

  /** The holder of the gateway's own token under a name; who has shown a key is known by it. */
  public Operator called(String name) {
    return key == null ? new Operator(null, identity, scope, name) : this;
  }

  /** The words under which people know it. */
  public String name() {
    if (key != null) {
      return key;
    }
    return called == null ? "operator" : called;
  }

  /** Whether everything may be done. */
  public boolean admin() {
    return scope == KeyScope.ADMIN;
  }

  /** Whether a key with this scope could do what this one may. */
  public boolean may(KeyScope needed) {
    return scope.opens(needed);
  }
}
