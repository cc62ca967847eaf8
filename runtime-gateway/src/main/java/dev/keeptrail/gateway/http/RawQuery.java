package dev.keeptrail.gateway.http;

import dev.keeptrail.ledger.QueryFormatException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind the `?` of a URL. Stateless. */
final class RawQuery {
  private RawQuery() {}

  /**
   * The parameters.
   *
   * @throws QueryFormatException where an escape is broken
   */
  static Map<String, List<String>> parameters(Context context) throws QueryFormatException {
    if (!isWhole(context.queryString())) {
      throw new QueryFormatException(
          "a `%` in the URL is not followed by two hexadecimal digits; write `%25` for the sign");
    }
    return context.queryParamMap();
  }

  /**
   * Whether every `%` begins an escape. The framework takes a value with another one for an empty
   * one, which would ask for everything.
   */
  static boolean isWhole(@Nullable String query) {
    if (query == null) {
      return true;
    }
    for (int at = query.indexOf('%'); at >= 0; at = query.indexOf('%', at + 1)) {
      if (at + 2 >= query.length()
          || !isHex(query.charAt(at + 1))
          || !isHex(query.charAt(at + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char sign) {
    return sign < 0x80 && Character.digit(sign, 16) >= 0;
  }
}
