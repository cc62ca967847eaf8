package dev.keeptrail.engine.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the files of tests are called: the title in lower case with hyphens. Titles that would share
 * a name get a digest behind it, whatever order they stand in.
 */
final class GoldenNames {
  private static final int MAX_LENGTH = 100;

  private GoldenNames() {}

  static Map<String, String> of(List<String> titles) {
    Map<String, Integer> uses = new HashMap<>();
    titles.forEach(title -> uses.merge(slug(title), 1, Integer::sum));
    Map<String, String> names = new LinkedHashMap<>();
    for (String title : titles) {
      String slug = slug(title);
      boolean shared = uses.getOrDefault(slug, 0) > 1 || slug.isEmpty();
      names.put(title, shared ? slug + "-" + digest(title) : slug);
    }
    return names;
  }

  private static String slug(String title) {
    var slug = new StringBuilder();
    for (char c : title.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) {
        slug.append(c);
      } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    int end = Math.min(slug.length(), MAX_LENGTH);
    while (end > 0 && slug.charAt(end - 1) == '-') {
      end--;
    }
    return slug.substring(0, end);
  }

  private static String digest(String title) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(title.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
