package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.CertificateIdentity;
import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.callers.KeyHeaders;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Publication;
import dev.keeptrail.gateway.callers.Shown;
import dev.keeptrail.gateway.callers.TokenCheck;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks. What the operator bound to a key comes first; what headers say fills the
 * rest, where the operator believes them. Thread-safe.
 */
final class Callers {
  private static final String BEARER = "bearer ";

  /** Where the servlet API leaves the chain that a client showed. */
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private static final Refusal INVALID_TOKEN =
      unauthorized(
          "invalid_token",
          "the gateway's token is missing or wrong; send it as `Authorization: Bearer <token>` or"
              + " as `x-api-key`");

  private static final Refusal UNSETTLED =
      Refusal.of(
          503,
          ErrorType.AUTHENTICATION_ERROR,
          "issuer_unavailable",
          "the token cannot be checked, because its issuer's keys cannot be had; try again later");

  private final CallerSettings settings;
  private final InstantSource clock;

  Callers(CallerSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Who asks.
   *
   * @param needed what a key must be good for
   * @throws RefusedException when the caller may not ask, or headers that count say nothing clear
   */
  Claims read(HttpServletRequest request, KeyScope needed) throws RefusedException {
    Credential shown = check(request, needed);
    boolean proxy = settings.isProxy(request.getRemoteAddr());
    Claims said = ClaimHeaders.read(request, proxy || settings.trustsEverybody()).vouched(proxy);
    return shown == null ? said : bound(shown, said);
  }

  /**
   * What was shown that says who asks; null where nothing of the kind is asked for.
   *
   * @throws RefusedException when it is not good for this
   */
  @Nullable Credential check(HttpServletRequest request, KeyScope needed) throws RefusedException {
    return switch (settings.check()) {
      case CallerCheck.Nothing _ -> {
        WebPages.refuseOthersHere(request);
        yield null;
      }
      case CallerCheck.SharedToken(var token) -> {
        String shown = shown(request);
        if (shown == null || !token.matches(shown)) {
          throw new RefusedException(INVALID_TOKEN);
        }
        yield null;
      }
      case CallerCheck.Known known -> credential(known, request, needed);
    };
  }

  /**
   * Whether what the caller shows is still good, to be asked as often as one likes and by any
   * thread. Where that cannot be found out, nothing is said against it.
   */
  BooleanSupplier standing(HttpServletRequest request, KeyScope needed) {
    if (!(settings.check() instanceof CallerCheck.Known known)) {
      return () -> true;
    }
    String text = shown(request);
    X509Certificate certificate = certificate(request);
    return () ->
        switch (look(known, text, certificate, needed)) {
          case Shown.Good _, Shown.Unsettled _ -> true;
          case Shown.Unknown _, Shown.Unfit _ -> false;
        };
  }

  /**
   * What is shown must be good: where a key or a token is wrong, no certificate makes up for it.
   */
  private Shown look(
      CallerCheck.Known known,
      @Nullable String text,
      @Nullable X509Certificate certificate,
      KeyScope needed) {
    if (text == null) {
      return known.certificates() ? look(certificate) : new Shown.Unknown();
    }
    TokenCheck tokens = known.tokens();
    KeyRing keys = known.keys();
    // Where there are no keys, what is no token is a wrong one, and the log says so.
    if (tokens != null && (keys == null || tokens.isOne(text))) {
      return tokens.show(text, needed);
    }
    return keys == null ? new Shown.Unknown() : keys.show(text, needed);
  }

  /** WHY: whether it had expired was asked when the connection was made, or the session of TLS. */
  private Shown look(@Nullable X509Certificate certificate) {
    if (certificate != null && !clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
      return CertificateIdentity.of(certificate)
          .<Shown>map(Shown.Good::new)
          .orElseGet(Shown.Unknown::new);
    }
    return new Shown.Unknown();
  }

  private static @Nullable X509Certificate certificate(HttpServletRequest request) {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? chain[0]
        : null;
  }

  private Credential credential(
      CallerCheck.Known known, HttpServletRequest request, KeyScope needed)
      throws RefusedException {
    return switch (look(known, shown(request), certificate(request), needed)) {
      case Shown.Good(Credential credential) -> credential;
      case Shown.Unsettled _ -> throw new RefusedException(UNSETTLED);
      case Shown.Unknown _ -> {
        String error = shown(request) == null ? null : "invalid_token";
        throw new RefusedException(told(unknown(known), error, request, needed));
      }
      case Shown.Unfit _ -> {
        Refusal unfit = insufficient(needed);
        // Who has shown a key needs another key, and no issuer has one.
        throw new RefusedException(
            isToken(known, request) ? told(unfit, unfit.code(), request, needed) : unfit);
      }
    };
  }

  private static boolean isToken(CallerCheck.Known known, HttpServletRequest request) {
    String text = shown(request);
    return text != null && known.tokens() != null && known.tokens().isOne(text);
  }

  /**
   * The same refusal, with where it is said whose tokens are taken.
   *
   * @param error what was wrong with what was shown, in the words of RFC 6750; null where nothing
   *     was shown
   */
  private Refusal told(
      Refusal refusal, @Nullable String error, HttpServletRequest request, KeyScope needed) {
    Publication publication = settings.publication();
    return publication == null
        ? refusal
        : refusal.challenging(publication.challenge(error, needed, request.getRequestURI()));
  }

  /** Names all that would count, and not which of them something is wrong with. */
  private static Refusal unknown(CallerCheck.Known known) {
    var ways = new ArrayList<String>();
    if (known.keys() != null) {
      ways.add("a key of this gateway");
    }
    if (known.tokens() != null) {
      ways.add("a token of its issuer");
    }
    String certificate = known.certificates() ? "a certificate that says who asks" : "";
    if (ways.isEmpty()) {
      return unauthorized(
          "invalid_api_key", certificate + " is missing, expired or says too little");
    }
    return unauthorized(
        "invalid_api_key",
        String.join(" or ", ways)
            + " is missing, wrong, expired or revoked; send it as"
            + " `Authorization: Bearer <key>` or as `x-api-key`, once"
            + (certificate.isEmpty() ? "" : ", or show " + certificate));
  }

  /** The refusal of a key or token that is good for something else. */
  static Refusal insufficient(KeyScope needed) {
    return Refusal.of(
        403,
        ErrorType.AUTHENTICATION_ERROR,
        "insufficient_scope",
        "what was shown has not the scope `" + needed.word() + "`");
  }

  /**
   * What a caller shows as token or key; null when it shows nothing, and the empty text when it
   * shows several. Where there is an {@code Authorization}, nothing else is looked at.
   */
  static @Nullable String shown(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders("authorization"));
    if (sent.isEmpty()) {
      return key(request);
    }
    if (sent.size() > 1) {
      // WHY: others on the way may have looked at another one of them than we would.
      return "";
    }
    String header = sent.getFirst();
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  /** One key may come under several names, but not twice under one, nor as two keys. */
  private static @Nullable String key(HttpServletRequest request) {
    String shown = null;
    for (String name : KeyHeaders.NAMES) {
      List<String> sent = Collections.list(request.getHeaders(name));
      if (sent.isEmpty()) {
        continue;
      }
      String key = sent.getFirst().strip();
      if (sent.size() > 1 || (shown != null && !shown.equals(key))) {
        return "";
      }
      shown = key;
    }
    return shown;
  }

  private static Claims bound(Credential shown, Claims said) {
    BoundIdentity identity = shown.identity();
    return new Claims(
        first(identity.user(), said.user()),
        first(identity.team(), said.team()),
        first(identity.org(), said.org()),
        first(identity.role(), said.role()),
        first(identity.agent(), said.agent()),
        groups(identity, said),
        said.conversation(),
        true,
        said.vouched(),
        shown);
  }

  private static @Nullable List<String> groups(BoundIdentity identity, Claims said) {
    return identity.groups().isEmpty() ? said.groups() : identity.groups();
  }

  private static @Nullable String first(@Nullable String bound, @Nullable String said) {
    return bound == null ? said : bound;
  }

  private static Refusal unauthorized(String code, String message) {
    return Refusal.of(401, ErrorType.AUTHENTICATION_ERROR, code, message).at("authorization");
  }
}
