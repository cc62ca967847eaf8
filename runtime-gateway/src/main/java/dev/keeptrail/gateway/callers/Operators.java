package dev.keeptrail.gateway.callers;

import dev.keeptrail.gateway.admission.ApiToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whom the operators' listener lets in, and to what. Thread-safe. */
public final class Operators {
  private static final List<KeyScope> MOST_FIRST =
      List.of(KeyScope.ADMIN, KeyScope.AUDIT, KeyScope.EVENTS);

  private final ApiToken token;
  private final CallerCheck check;

  /**
   * @param token the gateway's own, good for everything
   * @param check where callers have keys, those with the scopes {@code admin}, {@code audit} and
   *     {@code events} open the operators' listener too
   */
  public Operators(ApiToken token, CallerCheck check) {
    this.token = token;
    this.check = check;
  }

  /** Who shows this; empty for what opens nothing here. */
  public Optional<Operator> show(String shown) {
    if (token.matches(shown)) {
      return Optional.of(new Operator(null, null, KeyScope.ADMIN));
    }
    KeyRing ring = keys();
    if (ring == null) {
      return Optional.empty();
    }
    for (KeyScope scope : MOST_FIRST) {
      if (ring.show(shown, scope) instanceof Shown.Good(Credential key)) {
        return Optional.of(new Operator(key.id(), key.identity(), scope));
      }
    }
    return Optional.empty();
  }

  /** Whether keys open anything: a gateway that asks its callers for none looks at none here. */
  public boolean takeKeys() {
    return keys() != null;
  }

  /** Whether what somebody has shown is still good. */
  public boolean stillGood(Operator operator) {
    String key = operator.key();
    if (key == null) {
      return true;
    }
    KeyRing ring = keys();
    return ring != null && ring.isGood(key, operator.scope());
  }

  private @Nullable KeyRing keys() {
    return check instanceof CallerCheck.Known known ? known.keys() : null;
  }
}
