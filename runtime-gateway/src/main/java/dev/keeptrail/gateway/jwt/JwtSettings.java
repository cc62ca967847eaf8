package dev.keeptrail.gateway.jwt;

import dev.keeptrail.gateway.callers.KeyScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens count, and for what.
 *
 * @param issuer must be the token's {@code iss}, sign for sign
 * @param audiences one of them must be in the token's {@code aud}
 * @param clients where there are any, the token must have been issued to one of these applications,
 *     and may then be without an {@code aud}; one that it has must still be one of the audiences
 * @param keys where the issuer's keys are: an address or a file; null to ask the issuer (OpenID
 *     Connect Discovery 1.0)
 * @param algorithms of signatures that count, in the words of RFC 7518; none of them is one with a
 *     shared secret, and {@code none} is none
 * @param leeway how far clocks may be apart
 * @param scopes what a token must be good for (RFC 8693) at a use of the gateway; a use that is not
 *     named needs nothing
 */
public record JwtSettings(
    String issuer,
    List<String> audiences,
    List<String> clients,
    @Nullable String keys,
    List<String> algorithms,
    Duration leeway,
    ClaimNames claims,
    Map<KeyScope, String> scopes) {
  /** With RSA and elliptic curves; others are not checked here. */
  public static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "Ed25519");

  public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);

  public JwtSettings {
    audiences = List.copyOf(audiences);
    algorithms = List.copyOf(algorithms);
    scopes = Map.copyOf(scopes);
    clients = List.copyOf(clients);
    require(!issuer.isBlank(), "an issuer is needed");
    require(!audiences.isEmpty() || !clients.isEmpty(), "an audience or a client is needed");
    require(!algorithms.isEmpty() && ALGORITHMS.containsAll(algorithms), "one of " + ALGORITHMS);
    require(
        !leeway.isNegative() && leeway.compareTo(Duration.ofMinutes(5)) <= 0,
        "clocks may be at most 5 minutes apart");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
