package dev.keeptrail.gateway.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Which part of a token makes it count for nothing. For the operator's log and nobody else, and
 * never with what stands in the token: whoever sends one may have written it.
 */
enum WhyNot {
  /** It is no signed token, or one that nobody can read. */
  FORM,
  /** It has more characters than tokens may have here. */
  SIZE,
  /** It is no access token: an ID token, a refresh token, a notice of a logout. */
  KIND,
  /** It is signed with an algorithm that does not count. */
  ALGORITHM,
  /** The issuer has no such key, or not for this. */
  KEY,
  SIGNATURE,
  ISSUER,
  AUDIENCE,
  /** It was issued to an application that does not count. */
  CLIENT,
  /** It is bound to a key of its holder, which nobody proves to the gateway. */
  BOUND,
  EXPIRED,
  NOT_YET,
  /** Something that must be there is missing, or does not fit. */
  CLAIMS;

  private static final Logger LOG = LoggerFactory.getLogger("dev.keeptrail.gateway.callers");

  /** Of claims whose signature holds and that were refused all the same. */
  static WhyNot of(JWTClaimsSet claims, JwtSettings settings, Instant now) {
    if (!settings.issuer().equals(claims.getIssuer())) {
      return ISSUER;
    }
    boolean none = claims.getAudience().isEmpty() && !settings.clients().isEmpty();
    if (!none && Collections.disjoint(settings.audiences(), claims.getAudience())) {
      return AUDIENCE;
    }
    long leeway = settings.leeway().toSeconds();
    if (isBefore(claims.getExpirationTime(), now.minusSeconds(leeway))) {
      return EXPIRED;
    }
    Date from = claims.getNotBeforeTime();
    return from != null && !isBefore(from, now.plusSeconds(leeway)) ? NOT_YET : CLAIMS;
  }

  private static boolean isBefore(@Nullable Date time, Instant other) {
    return time != null && time.toInstant().isBefore(other);
  }

  void log() {
    line().log("token refused");
  }

  /**
   * The same of one claim.
   *
   * @param claim what the claim is read for, as the operator says it
   * @param fault what is wrong with it
   */
  void log(String claim, String fault) {
    line().addKeyValue("claim", claim).addKeyValue("fault", fault).log("token refused");
  }

  private LoggingEventBuilder line() {
    return LOG.atInfo().addKeyValue("why", name().toLowerCase(Locale.ROOT));
  }
}
