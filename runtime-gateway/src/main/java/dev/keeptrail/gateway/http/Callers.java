package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks. What the operator bound to a key comes first; what headers say fills the
 * rest, where the operator believes them. Thread-safe.
 */
final class Callers {
  private static final String BEARER = "bearer ";

  private static final Refusal INVALID_TOKEN =
      unauthorized(
          "invalid_token",
          "the gateway's token is missing or wrong; send it as `Authorization: Bearer <token>` or"
              + " as `x-api-key`");

  private static final Refusal INVALID_KEY =
      unauthorized(
          "invalid_api_key",
          "a key of this gateway is missing, wrong, expired or revoked; send it as"
              + " `Authorization: Bearer <key>` or as `x-api-key`");

  private final CallerSettings settings;

  Callers(CallerSettings settings) {
    this.settings = settings;
  }

  /**
   * Who asks.
   *
   * @param needed what a key must be good for
   * @throws RefusedException when the caller may not ask, or headers that count say nothing clear
   */
  Claims read(HttpServletRequest request, KeyScope needed) throws RefusedException {
    ApiKey key = check(request, needed);
    boolean proxy = settings.isProxy(request.getRemoteAddr());
    Claims said = ClaimHeaders.read(request, proxy || settings.trustsEverybody());
    return key == null ? said.checked(proxy) : bound(key, said);
  }

  /**
   * The key that was shown; null where none is asked for.
   *
   * @throws RefusedException when it is not good for this
   */
  @Nullable ApiKey check(HttpServletRequest request, KeyScope needed) throws RefusedException {
    return switch (settings.check()) {
      case CallerCheck.Nothing _ -> null;
      case CallerCheck.SharedToken(var token) -> {
        String shown = shown(request);
        if (shown == null || !token.matches(shown)) {
          throw new RefusedException(INVALID_TOKEN);
        }
        yield null;
      }
      case CallerCheck.Keys(KeyRing ring) -> {
        String shown = shown(request);
        yield key(ring.show(shown == null ? "" : shown, needed), needed);
      }
    };
  }

  private static ApiKey key(KeyRing.Shown shown, KeyScope needed) throws RefusedException {
    return switch (shown) {
      case KeyRing.Shown.Good(ApiKey key) -> key;
      case KeyRing.Shown.Unknown _ -> throw new RefusedException(INVALID_KEY);
      case KeyRing.Shown.Unfit _ -> throw new RefusedException(insufficient(needed));
    };
  }

  /** The refusal of a key that is good for something else. */
  static Refusal insufficient(KeyScope needed) {
    return Refusal.of(
        403,
        ErrorType.AUTHENTICATION_ERROR,
        "insufficient_scope",
        "this key has not the scope `" + needed.word() + "`");
  }

  /** What a caller shows as token or key; null when it shows nothing. */
  static @Nullable String shown(HttpServletRequest request) {
    String header = request.getHeader("authorization");
    if (header == null) {
      // Anthropic's clients send their key without a scheme.
      String key = request.getHeader("x-api-key");
      return key == null ? null : key.strip();
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  private static Claims bound(ApiKey key, Claims said) {
    BoundIdentity identity = key.identity();
    return new Claims(
        first(identity.user(), said.user()),
        first(identity.team(), said.team()),
        first(identity.org(), said.org()),
        first(identity.role(), said.role()),
        first(identity.agent(), said.agent()),
        groups(identity, said),
        said.conversation(),
        true,
        key);
  }

  private static @Nullable List<String> groups(BoundIdentity identity, Claims said) {
    return identity.groups().isEmpty() ? said.groups() : identity.groups();
  }

  private static @Nullable String first(@Nullable String bound, @Nullable String said) {
    return bound == null ? said : bound;
  }

  private static Refusal unauthorized(String code, String message) {
    return new Refusal(
        401,
        ErrorType.AUTHENTICATION_ERROR,
        code,
        message,
        "authorization",
        null,
        null,
        null,
        false);
  }
}
