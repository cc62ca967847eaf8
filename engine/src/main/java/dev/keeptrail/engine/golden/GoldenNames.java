package dev.keeptrail.engine.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the files of tests are called: the title in lower case with hyphens, and letters without
 * their marks. Titles with letters outside ASCII, and those that would share a name, get a digest
 * behind it, whatever order they stand in: file systems write such letters in several ways, and
 * without them names say too little to tell tests apart.
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
      boolean tellsLittle = slug.isEmpty() || hasOtherLetters(title);
      boolean shared = uses.getOrDefault(slug, 0) > 1;
      names.put(title, tellsLittle || shared ? slug + "-" + digest(title) : slug);
    }
    return names;
  }

  private static boolean hasOtherLetters(String title) {
    return title.codePoints().anyMatch(c -> c > 0x7f && Character.isLetterOrDigit(c));
  }

  private static boolean isMark(char c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static String slug(String title) {
    var slug = new StringBuilder();
    String plainer = Normalizer.normalize(title.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    for (int i = 0; i < plainer.length(); i++) {
      char c = plainer.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) {
        slug.append(c);
      } else if (!isMark(c) && !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
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
