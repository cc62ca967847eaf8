package dev.keeptrail.detectors.secret;

import java.util.List;

/**
 * Values as long and mixed as keys that are something else by their looks: names of files and of
 * algorithms, regular expressions and templates, the first field of several, a UUID of one digit
 * again and again.
 */
final class KeyLookalike {
  private static final int FIELD = 8;
  private static final int DAY = 8;
  private static final List<String> EXTENSIONS =
      List.of(
          ".pem", ".key", ".crt", ".cer", ".p12", ".pfx", ".jks", ".json", ".yaml", ".yml", ".html",
          ".deb", ".rpm", ".whl", ".jar", ".apk");
  private static final List<String> ALGORITHMS =
      List.of("ecdsa-sha2-", "rsa-sha2-", "ssh-ed25519", "ssh-rsa", "sk-ssh-", "sk-ecdsa-");

  /** Two of them make an expression of what might hold one by chance. */
  private static final List<String> EXPRESSION =
      List.of(
          "(?", "[^", "\\s", "\\d", "\\w", "\\(", "\\|", "\\[", "\\z", "\\.", "a-z", "A-Z", "0-9",
          ".*", ".+", "]+", "]*", ")*", ")$", "$)", "\\b");

  private KeyLookalike() {}

  static boolean isOne(String value) {
    return EXTENSIONS.stream().anyMatch(value::endsWith)
        || value.contains(".html#")
        || ALGORITHMS.stream().anyMatch(value::startsWith)
        || EXPRESSION.stream().filter(value::contains).limit(2).count() > 1
        || value.contains("{}")
        || value.contains("{:")
        || (value.charAt(0) == '+' && value.contains("+%"))
        || isField(value)
        || isScope(value)
        || isUniform(value);
  }

  /** {@code sv=2024-08-04&sr=c}: a name, and what is given to it. */
  private static boolean isField(String value) {
    int sign = value.indexOf('=');
    return sign > 0
        && sign < FIELD
        && sign + 1 < value.length()
        && value.charAt(sign + 1) != '='
        && value.chars().limit(sign).allMatch(Character::isLowerCase);
  }

  /** Whose key signed, on which day and for what: {@code name/20310830/region/service/…}. */
  private static boolean isScope(String value) {
    int slash = value.indexOf('/');
    return slash > 0
        && value.indexOf('/', slash + 1) == slash + DAY + 1
        && value.chars().skip(slash + 1).limit(DAY).allMatch(c -> c >= '0' && c <= '9')
        && value.indexOf('/', slash + DAY + 2) > 0;
  }

  /** {@code 11111111-2222-3333-4444-555555555555}. */
  private static boolean isUniform(String value) {
    if (value.length() != 36 || value.charAt(8) != '-') {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '-' && value.charAt(i - 1) != '-' && c != value.charAt(i - 1)) {
        return false;
      }
    }
    return true;
  }
}
