package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who operates: whoever shows the gateway's own token, or a key with the scope {@code admin} where
 * callers have keys. Thread-safe.
 */
final class OperatorCheck {
  private final ApiToken token;
  private final CallerCheck check;

  OperatorCheck(ApiToken token, CallerCheck check) {
    this.token = token;
    this.check = check;
  }

  /** What a request shows. */
  sealed interface Shown {
    /** The gateway's own token. */
    record Operator() implements Shown {}

    /** A key that is good for this. */
    record Key(ApiKey key) implements Shown {}

    /** Nothing that opens anything. */
    record Nothing() implements Shown {}
  }

  Shown shown(HttpServletRequest request) {
    String shown = Callers.shown(request);
    if (shown == null) {
      return new Shown.Nothing();
    }
    if (token.matches(shown)) {
      return new Shown.Operator();
    }
    return check instanceof CallerCheck.Keys(KeyRing ring)
            && ring.show(shown, KeyScope.ADMIN) instanceof KeyRing.Shown.Good(ApiKey key)
        ? new Shown.Key(key)
        : new Shown.Nothing();
  }
}
