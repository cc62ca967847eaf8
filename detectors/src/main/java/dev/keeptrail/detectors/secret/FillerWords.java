package dev.keeptrail.detectors.secret;

import java.util.List;

/**
 * Values that say what they stand for, such as {@code my_secure_pass123}: words from a short list,
 * and numbers that count. They show what a password would look like; whoever uses one as a password
 * gave it away already.
 */
final class FillerWords {
  /** Longer words before those that they begin with. */
  private static final List<String> WORDS =
      List.of(
          "contraseña",
          "contrasena",
          "wachtwoord",
          "motdepasse",
          "passwort",
          "password",
          "default",
          "secure",
          "secret",
          "strong",
          "sample",
          "admin",
          "super",
          "login",
          "valid",
          "root",
          "test",
          "senha",
          "haslo",
          "hasło",
          "user",
          "dein",
          "mein",
          "your",
          "demo",
          "pass",
          "word",
          "safe",
          "the",
          "new",
          "old",
          "pwd",
          "my",
          "db");

  private static final String PARTS = "_-. ";

  private FillerWords() {}

  /** Whether the value, in small letters, is nothing but such words and counted numbers. */
  static boolean areAll(String value) {
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      int end = c >= '0' && c <= '9' ? counted(value, at) : word(value, at);
      if (end == at) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private static int word(String value, int at) {
    if (PARTS.indexOf(value.charAt(at)) >= 0) {
      return at + 1;
    }
    for (String word : WORDS) {
      if (value.startsWith(word, at)) {
        return at + word.length();
      }
    }
    return at;
  }

  /** End of digits each of which is one more than the one before, or the first of them again. */
  private static int counted(String value, int start) {
    char first = value.charAt(start);
    if (first > '1') {
      return start;
    }
    int at = start + 1;
    while (at < value.length() && Character.isDigit(value.charAt(at))) {
      char c = value.charAt(at);
      boolean next = (value.charAt(at - 1) - '0' + 1) % 10 == c - '0';
      if (!next && c != first) {
        return start;
      }
      at++;
    }
    return at;
  }
}
