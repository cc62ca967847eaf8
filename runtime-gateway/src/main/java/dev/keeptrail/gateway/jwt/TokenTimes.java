package dev.keeptrail.gateway.jwt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses times that no calendar has. The library counts in milliseconds and runs over: a token
 * that is good from the end of time on would be good at once.
 */
final class TokenTimes {
  private static final List<String> NAMES = List.of("exp", "nbf", "iat");

  /** The end of the year 9999, in seconds since 1970. */
  private static final double LATEST = 253_402_300_799.0;

  private TokenTimes() {}

  /**
   * Looks at the times of a token as they are written.
   *
   * @param claims null where the token holds no JSON object
   * @throws IOException when one of them is no number from 1970 to 9999
   */
  static void check(@Nullable Map<String, Object> claims) throws IOException {
    if (claims == null) {
      throw new IOException("a token without claims");
    }
    for (String name : NAMES) {
      @Nullable Object written = claims.get(name);
      if (written != null && !isTime(written)) {
        throw new IOException("a time of a token is none");
      }
    }
  }

  private static boolean isTime(Object written) {
    return written instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LATEST;
  }
}
