package dev.keeptrail.gateway.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells access tokens from others that the same issuer signs with the same keys. Where an
 * application and the gateway go by one name at the issuer, the audience does not (RFC 8725, 3.12).
 */
final class TokenKind {
  /** What Keycloak says in the claims of tokens that are for others than a service. */
  private static final Set<String> OTHERS = Set.of("id", "refresh", "offline", "logout");

  /** To whom a token was issued, in the words of RFC 9068, OpenID Connect, Okta and Entra ID. */
  private static final List<String> CLIENTS = List.of("client_id", "azp", "cid", "appid");

  private TokenKind() {}

  /** What is wrong with a token whose signature, times and audience are right. */
  static Optional<WhyNot> fault(JWTClaimsSet claims, JwtSettings settings) {
    if (isOther(claims)) {
      return Optional.of(WhyNot.KIND);
    }
    if (claims.getClaim("cnf") != null) {
      // WHY: whoever has stolen such a token has not the key that belongs to it (RFC 7800). Taken
      // without proof of the key, it would be good in anybody's hands.
      return Optional.of(WhyNot.BOUND);
    }
    return settings.clients().isEmpty() || isIssuedTo(claims, settings.clients())
        ? Optional.empty()
        : Optional.of(WhyNot.CLIENT);
  }

  private static boolean isOther(JWTClaimsSet claims) {
    boolean named =
        claims.getClaim("typ") instanceof String kind
            && OTHERS.contains(kind.toLowerCase(Locale.ROOT));
    // Cognito's word.
    boolean used = claims.getClaim("token_use") instanceof String use && !use.equals("access");
    // A notice of a logout or of something else that has happened (RFC 8417).
    return named || used || claims.getClaim("events") != null;
  }

  /** All that the token says of it must be so, and it must say something. */
  private static boolean isIssuedTo(JWTClaimsSet claims, List<String> clients) {
    List<Object> named = new ArrayList<>();
    for (String name : CLIENTS) {
      Object value = claims.getClaim(name);
      if (value != null) {
        named.add(value);
      }
    }
    return !named.isEmpty() && clients.containsAll(named);
  }
}
