package dev.keeptrail.gateway.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which part of a token makes it count for nothing. For the operator's log and nobody else, and
 * never with what stands in the token: whoever sends one may have written it.
 */
enum WhyNot {
  /** It is no signed token, or one that nobody can read. */
  FORM,
  /**
   * No key of the issuer has signed it, or not with an algorithm that counts, or its type is
   * another.
   */
  SIGNATURE,
  ISSUER,
  AUDIENCE,
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
    if (Collections.disjoint(settings.audiences(), claims.getAudience())) {
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
    LOG.atInfo().addKeyValue("why", name().toLowerCase(Locale.ROOT)).log("token refused");
  }
}
