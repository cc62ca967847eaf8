package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/**
 * One piece of a sentence that may be a password: it must look like no word, number, version, file
 * or unit.
 *
 * @param start its first offset, behind quotes
 * @param end offset after it
 */
record ToldValue(int start, int end) {
  static final int MOST = 64;
  private static final int LEAST = 6;
  private static final int LONG = 8;
  private static final int LONGEST_EXTENSION = 4;
  private static final int LATIN_END = 0x0370;
  private static final String CLOSING = "\"`“”„«»‘’「」『』,;)]>|<";
  private static final String STRONG = "!@#$^";
  private static final String JOINTS = "-_.*+&~%=?";

  /** Parts of names that are written with a capital inside, and are said of passwords. */
  private static final List<String> PRODUCTS =
      List.of(
          "pass",
          "script",
          "locker",
          "vault",
          "shell",
          "hub",
          "lab",
          "value",
          "input",
          "string",
          "case",
          "user",
          "secret",
          "token",
          "hash",
          "valid",
          "null",
          "empty",
          "base",
          "config",
          "wert",
          "mot",
          "tube",
          "book",
          "word",
          "linkedin",
          "cloud",
          "drive",
          "connect",
          "office",
          "desk",
          "guard",
          "point",
          "auth",
          "crypt");

  /** What has digits in its name and is often said of passwords. */
  private static final List<String> TECHNICAL =
      List.of(
          "base16",
          "base32",
          "base58",
          "base64",
          "sha1",
          "sha2",
          "sha3",
          "sha5",
          "md4",
          "md5",
          "aes1",
          "aes2",
          "utf",
          "bcrypt",
          "scrypt",
          "argon2",
          "pbkdf2",
          "ntlmv",
          "oauth",
          "ipv",
          "http",
          "tls1",
          "ssl",
          "rsa",
          "rot1",
          "crc",
          "ascii",
          "latin1",
          "iso-",
          "x509",
          "1password",
          "2fa",
          "unicode",
          "nist",
          "fips");

  /** The piece that starts here, whatever it is. */
  static ToldValue at(ScannedText text, int start, char opening) {
    int end = start;
    while (end - start <= MOST && goesOn(text.at(end), opening)) {
      end++;
    }
    String trailing = opening == '*' ? "*.:" : opening == '\0' || opening == '(' ? ".:?" : "";
    while (end > start && trailing.indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return new ToldValue(start, end);
  }

  private static boolean goesOn(char c, char opening) {
    boolean closed = CLOSING.indexOf(c) >= 0 || (c == opening && c != '*' && c != '(');
    return c > ' ' && c < LATIN_END && c != '\u00a0' && !closed;
  }

  /** Letters with digits or signs among them, as a password has and hardly a word. */
  boolean isClear(ScannedText text) {
    int length = end - start;
    if (length < LEAST || length > MOST) {
      return false;
    }
    String value = text.subSequence(start, end);
    return isNoWord(value) && !Placeholders.isPlaceholder(value) && !Placeholders.isCode(value);
  }

  /**
   * Words written as one with capitals between, as people join them: {@code lavandeEnMars}. Names
   * of products and programs are written so too.
   */
  boolean isJoinedWords(ScannedText text) {
    int humps = 0;
    int run = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c) || c >= LATIN_END) {
        return false;
      }
      boolean hump = i > start && Character.isUpperCase(c);
      if (hump && run < 2) {
        return false;
      }
      humps += hump ? 1 : 0;
      run = hump ? 1 : run + 1;
    }
    int length = end - start;
    if (humps == 0 || run < 2 || length < LONG || length > MOST) {
      return false;
    }
    String folded = CaseFolding.fold(text.subSequence(start, end));
    return PRODUCTS.stream().noneMatch(folded::contains)
        && !Placeholders.isPlaceholder(text.subSequence(start, end));
  }

  /** Whether no sentence would go on with it, after "is" at least. */
  static boolean isNoWord(String value) {
    boolean letters = value.chars().anyMatch(Character::isLetter);
    boolean digits = value.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean latin = value.chars().allMatch(c -> c < LATIN_END);
    return letters
        && latin
        && !isPattern(value)
        && (digits || hasStrongSign(value))
        && !isTechnical(value)
        && !isMeasure(value)
        && !isNumbered(value)
        && !isPlace(value);
  }

  /**
   * Of so many kinds of characters that nothing has to say what it is.
   *
   * @param alone whether no word leads to it that may lead to servers and pages as well
   */
  boolean isUnmistakable(ScannedText text, boolean alone) {
    String value = text.subSequence(start, end);
    boolean digits = value.chars().anyMatch(c -> c >= '0' && c <= '9');
    return value.length() >= LONG
        && digits
        && hasBothCases(value)
        && (hasStrongSign(value) || Randomness.switches(value) > 1 || (alone && isJoined(value)));
  }

  /** Two words with a sign between and a number, each with a capital, as people choose them. */
  private static boolean isJoined(String value) {
    boolean joined = false;
    int small = 0;
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      boolean sign = JOINTS.indexOf(c) >= 0;
      joined |= sign && small >= 2 && Character.isUpperCase(value.charAt(i + 1));
      small = Character.isLowerCase(c) ? small + 1 : 0;
    }
    return joined && value.length() >= LONG + 2;
  }

  private static boolean hasBothCases(String value) {
    return value.chars().anyMatch(Character::isUpperCase)
        && value.chars().anyMatch(Character::isLowerCase);
  }

  /** Within the value: at its end, a sign may be the sentence's. */
  private static boolean hasStrongSign(String value) {
    return value.chars().limit(value.length() - 1L).anyMatch(c -> STRONG.indexOf(c) >= 0);
  }

  private static boolean isPattern(String value) {
    return value.charAt(0) == '^' || value.contains("(?");
  }

  private static boolean isTechnical(String value) {
    String folded = CaseFolding.fold(value);
    return TECHNICAL.stream().anyMatch(folded::startsWith);
  }

  /** A number with its unit or grammar, a version, a date, a time of day. */
  private static boolean isMeasure(String value) {
    int at = value.charAt(0) == 'v' || value.charAt(0) == 'V' ? 1 : 0;
    int first = at;
    while (at < value.length() && (isDigit(value.charAt(at)) || isJoin(value.charAt(at)))) {
      at++;
    }
    return at > first
        && isDigit(value.charAt(first))
        && value.chars().skip(at).allMatch(c -> Character.isLowerCase(c) || isJoin((char) c));
  }

  /** Capitals and then a number, as tickets, rooms and models have. */
  private static boolean isNumbered(String value) {
    int at = 0;
    while (at < value.length() && Character.isUpperCase(value.charAt(at))) {
      at++;
    }
    return at > 0 && value.chars().skip(at).allMatch(c -> isDigit((char) c) || isJoin((char) c));
  }

  /** A path, an address, the name of a host or file. */
  private static boolean isPlace(String value) {
    int dot = value.lastIndexOf('.');
    int extension = value.length() - dot - 1;
    boolean file =
        dot > 0
            && extension <= LONGEST_EXTENSION
            && value.chars().skip(dot + 1L).allMatch(Character::isLowerCase);
    return file || value.indexOf('/') >= 0 || value.indexOf('\\') >= 0;
  }

  private static boolean isDigit(char c) {
    return CharacterKinds.isDigit(c);
  }

  private static boolean isJoin(char c) {
    return ".:-+%_".indexOf(c) >= 0;
  }
}
