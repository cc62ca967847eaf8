package dev.keeptrail.detectors.exfiltration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a web address that may carry data, decoded from percent escapes.
 *
 * @param host in small letters, without port and user
 * @param values what stands after names in query and fragment
 */
record UrlParts(String host, String userInfo, List<String> segments, List<Value> values) {
  private static final int MAX_PARTS = 64;

  /** One {@code name=value}; a part without a name has an empty one. */
  record Value(String name, String text) {}

  /**
   * @param address from the two slashes on, without them
   */
  static UrlParts of(String address) {
    int path = firstOf(address, "/?#\\");
    String authority = address.substring(0, path);
    int at = authority.lastIndexOf('@');
    String host = authority.substring(at + 1).toLowerCase(Locale.ROOT);
    int port = host.startsWith("[") ? -1 : host.lastIndexOf(':');
    String rest = address.substring(path);
    int query = firstOf(rest, "?#");
    List<String> segments = new ArrayList<>();
    for (String segment : rest.substring(0, query).split("/", MAX_PARTS)) {
      if (!segment.isEmpty()) {
        segments.add(decoded(segment));
      }
    }
    return new UrlParts(
        port < 0 ? host : host.substring(0, port),
        at < 0 ? "" : decoded(authority.substring(0, at)),
        segments,
        values(rest.substring(query)));
  }

  private static List<Value> values(String query) {
    List<Value> values = new ArrayList<>();
    int from = 0;
    while (from < query.length() && values.size() < MAX_PARTS) {
      int end = from;
      while (end < query.length() && "?&;#".indexOf(query.charAt(end)) < 0) {
        end++;
      }
      String part = query.substring(from, end);
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        // A run of Base64 that ends in padding is no name without a value.
        boolean named = equals > 0 && equals <= 40 && equals < part.length() - 2;
        String name = named ? part.substring(0, equals).toLowerCase(Locale.ROOT) : "";
        values.add(new Value(name, decoded(named ? part.substring(equals + 1) : part)));
      }
      from = end + 1;
    }
    return values;
  }

  private static int firstOf(String text, String signs) {
    for (int at = 0; at < text.length(); at++) {
      if (signs.indexOf(text.charAt(at)) >= 0) {
        return at;
      }
    }
    return text.length();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      // Not every percent sign is an escape; what is none is read as it stands.
      return text;
    }
  }
}
