package dev.keeptrail.gateway.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
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
  private static final int MAX_CHARACTERS = 12 * 1024;
  private static final String LEAD = "jwt_";

  private final JwtSettings settings;
  private final KeySets keys;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  private Jwts(JwtSettings settings, KeySets keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    Set<JWSAlgorithm> algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    var claims =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            new HashSet<>(settings.audiences()),
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
   */
  public static Jwts open(JwtSettings settings, Clock clock) {
    return open(settings, clock, System::nanoTime);
  }

  static Jwts open(JwtSettings settings, Clock clock, LongSupplier nanos) {
    String place = settings.keys();
    var keys =
        new KeySets(
            () -> Document.read(place == null ? Discovery.keys(settings.issuer()) : place), nanos);
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
    if (needed.isForOperators() || text.length() > MAX_CHARACTERS) {
      return new Shown.Unknown();
    }
    try {
      return judged(parsed(text), needed);
    } catch (KeySourceException _) {
      return new Shown.Unsettled();
    } catch (ParseException | JOSEException _) {
      WhyNot.FORM.log();
      return new Shown.Unknown();
    }
  }

  private Shown judged(SignedJWT token, KeyScope needed) throws ParseException, JOSEException {
    try {
      TokenTimes.check(token.getPayload().toJSONObject());
      JWTClaimsSet claims = processor.process(token, null);
      String scope = settings.scopes().get(needed);
      if (scope != null && !Claim.scopes(claims).contains(scope)) {
        return new Shown.Unfit();
      }
      return new Shown.Good(credential(claims));
    } catch (BadJWTException _) {
      WhyNot.of(token.getJWTClaimsSet(), settings, clock.instant()).log();
    } catch (BadJOSEException _) {
      WhyNot.SIGNATURE.log();
    } catch (IOException _) {
      WhyNot.CLAIMS.log();
    }
    return new Shown.Unknown();
  }

  private static SignedJWT parsed(String text) throws ParseException {
    try {
      return SignedJWT.parse(text);
    } catch (NullPointerException _) {
      // WHY: the library takes a header for granted where the token has `null` in its place.
      throw new ParseException("a token without a header", 0);
    }
  }

  private Credential credential(JWTClaimsSet claims) throws IOException {
    ClaimNames names = settings.claims();
    @Nullable String user = Claim.text(claims, names.user());
    if (user == null) {
      throw new IOException("nobody is named");
    }
    var identity =
        new BoundIdentity(
            user,
            Claim.text(claims, names.team()),
            Claim.text(claims, names.org()),
            Claim.text(claims, names.role()),
            Claim.text(claims, names.agent()),
            Claim.texts(claims, names.groups()),
            Claim.text(claims, names.consumerGroup()));
    String who = settings.issuer() + "\n" + claims.getSubject();
    return new Credential(LEAD + Pseudonym.of(who), identity);
  }
}
