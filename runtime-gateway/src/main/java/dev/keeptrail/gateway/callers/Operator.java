package dev.keeptrail.gateway.callers;

import org.jspecify.annotations.Nullable;

/**
 * Whom the operators' listener has let in.
 *
 * @param key public id of the key that was shown; null for the gateway's own token
 * @param identity whom that key is bound to; null for the gateway's own token
 * @param admin whether everything may be done; otherwise records may be read
 */
public record Operator(@Nullable String key, @Nullable BoundIdentity identity, boolean admin) {
  /** The words under which people know it. */
  public String name() {
    return key == null ? "operator" : key;
  }

  /** Whether a key with this scope could do what this one may. */
  public boolean may(KeyScope scope) {
    return admin || scope == KeyScope.EVENTS;
  }
}
