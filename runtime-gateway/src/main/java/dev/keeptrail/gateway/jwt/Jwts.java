package dev.keeptrail.gateway.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Pseudonym;
import dev.keeptrail.gateway.callers.Shown;
import dev.keeptrail.gateway.callers.TokenCheck;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the tokens of one issuer: signature by one of its keys, with an algorithm that counts;
 * issuer, audience, expiry; then who the claims name. Nothing in a token chooses the algorithm or
 * the key's address. Whatever is wrong with one, the caller is told the same; the log has which
 * part it was. Thread-safe.
 */
public final class Jwts implements TokenCheck {
  /** What a head of a request holds beside everything else. */
  private static final int MAX_CHARACTERS = 14 * 1024;

  private static final String LEAD = "jwt_";
  private static final String MISSING = "missing";

  private final JwtSettings settings;
  private final KeySets keys;
  private final Clock clock;
  private final Set<JWSAlgorithm> algorithms;

  /** Of access tokens (RFC 9068, 4). One that does not say what it is may be one, too. */
  private final DefaultJOSEObjectTypeVerifier<SecurityContext> types =
      new DefaultJOSEObjectTypeVerifier<>(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          null);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  private Jwts(JwtSettings settings, KeySets keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSKeySelector(new SigningKeys(algorithms, keys));
    processor.setJWSVerifierFactory(new Ed25519.Factory());
    processor.setJWSTypeVerifier(types);
    Set<@Nullable String> audiences = new HashSet<>(settings.audiences());
    if (!settings.clients().isEmpty()) {
      // To the library, null is the audience of a token that names none.
      audiences.add(null);
    }
    var claims =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            audiences,
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp", "sub"),
            Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew((int) settings.leeway().toSeconds());
    processor.setJWTClaimsSetVerifier(claims);
  }

  /**
   * Reads the issuer's keys for the first time. That they cannot be had is no reason not to start:
   * tokens are refused until they can.
   *
   * @param proxy on the way to the issuer; null for none
   */
  public static Jwts open(JwtSettings settings, Clock clock, @Nullable OutboundProxy proxy) {
    return open(settings, clock, System::nanoTime, proxy);
  }

  static Jwts open(
      JwtSettings settings, Clock clock, LongSupplier nanos, @Nullable OutboundProxy proxy) {
    String place = settings.keys();
    var keys =
        new KeySets(
            () ->
                Document.read(
                    place == null ? Discovery.keys(settings.issuer(), proxy) : place, proxy),
            nanos);
    keys.read();
    return new Jwts(settings, keys, clock);
  }

  @Override
  public boolean isOne(String text) {
    return text.chars().filter(sign -> sign == '.').count() == 2;
  }

  @Override
  public boolean saysConsumerGroups() {
    return settings.claims().consumerGroup() != null;
  }

  @Override
  public Optional<String> problem() {
    return keys.problem();
  }

  @Override
  public Shown show(String text, KeyScope needed) {
    // Who operates the gateway is not the issuer's to say.
    if (needed.isForOperators()) {
      return new Shown.Unknown();
    }
    if (text.length() > MAX_CHARACTERS) {
      return refused(WhyNot.SIZE);
    }
    try {
      return judged(parsed(text), needed);
    } catch (KeySourceException _) {
      return new Shown.Unsettled();
    } catch (ParseException | JOSEException _) {
      return refused(WhyNot.FORM);
    }
  }

  private static Shown refused(WhyNot why) {
    why.log();
    return new Shown.Unknown();
  }

  private Shown judged(SignedJWT token, KeyScope needed) throws ParseException, JOSEException {
    if (!algorithms.contains(token.getHeader().getAlgorithm())) {
      return refused(WhyNot.ALGORITHM);
    }
    if (!isAccessToken(token)) {
      return refused(WhyNot.KIND);
    }
    try {
      TokenTimes.check(token.getPayload().toJSONObject());
      return known(processor.process(token, null), needed);
    } catch (BadJWTException _) {
      logClaims(token.getJWTClaimsSet());
    } catch (BadJWSException _) {
      WhyNot.SIGNATURE.log();
    } catch (BadJOSEException _) {
      WhyNot.KEY.log();
    } catch (IOException _) {
      WhyNot.CLAIMS.log();
    } catch (UnfitClaimException unfit) {
      WhyNot.CLAIMS.log(unfit.claim(), unfit.fault());
    }
    return new Shown.Unknown();
  }

  /** Looked at before the signature, so that the log tells one from the other. */
  private boolean isAccessToken(SignedJWT token) {
    try {
      types.verify(token.getHeader().getType(), null);
      return true;
    } catch (BadJOSEException _) {
      return false;
    }
  }

  private void logClaims(JWTClaimsSet claims) {
    WhyNot why = WhyNot.of(claims, settings, clock.instant());
    if (why == WhyNot.CLAIMS && claims.getSubject() == null) {
      why.log("sub", MISSING);
    } else {
      why.log();
    }
  }

  private Shown known(JWTClaimsSet claims, KeyScope needed) throws UnfitClaimException {
    WhyNot fault = TokenKind.fault(claims, settings).orElse(null);
    if (fault != null) {
      return refused(fault);
    }
    String scope = settings.scopes().get(needed);
    return scope == null || Claim.scopes(claims, settings.claims().scope()).contains(scope)
        ? new Shown.Good(credential(claims))
        : new Shown.Unfit();
  }

  private static SignedJWT parsed(String text) throws ParseException {
    try {
      return SignedJWT.parse(text);
    } catch (NullPointerException _) {
      // WHY: the library takes a header for granted where the token has `null` in its place.
      throw new ParseException("a token without a header", 0);
    }
  }

  private Credential credential(JWTClaimsSet claims) throws UnfitClaimException {
    ClaimNames names = settings.claims();
    @Nullable String user = new Claim(claims, "user", names.user()).text();
    if (user == null) {
      throw new UnfitClaimException("user", MISSING);
    }
    var identity =
        new BoundIdentity(
            user,
            new Claim(claims, "team", names.team()).text(),
            new Claim(claims, "org", names.org()).text(),
            new Claim(claims, "role", names.role()).first(names.roles()),
            new Claim(claims, "agent", names.agent()).text(),
            new Claim(claims, "groups", names.groups()).texts(),
            new Claim(claims, "consumer_group", names.consumerGroup()).text());
    String who = settings.issuer() + "\n" + claims.getSubject();
    return new Credential(LEAD + Pseudonym.of(who), identity);
  }
}
