package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import java.util.List;
import java.util.Set;

/** Values that stand where a secret will stand: templates, examples, references, fillers. */
final class Placeholders {
  private static final List<String> PARTS =
      List.of(
          "${",
          "/{",
          "{{",
          "}}",
          "$(",
          "#{",
          "<%",
          "%>",
          "@{",
          "xxxx",
          "****",
          "....",
          "....",
          "####",
          "____",
          "example",
          "changeme",
          "change_me",
          "change-me",
          "placeholder",
          "redacted",
          "your_",
          "your-",
          "yourp",
          "yours",
          "yourt",
          "yourk",
          "youra",
          "<your",
          "insert",
          "replace",
          "dummy",
          "sample",
          "process.env",
          "os.environ",
          "getenv",
          "secrets.",
          "env.",
          "vault:",
          "arn:aws",
          "…",
          "_here",
          "-here",
          "goes_here",
          "todo",
          "fixme",
          "lorem",
          "undefined",
          "not_long",
          "notreal",
          "not-real",
          "not_real",
          "masked",
          "hidden",
          "removed",
          "obscured",
          "fake",
          "test-key",
          "test_key",
          "testkey",
          "my_",
          "my-",
          "secret_key",
          "secret-key",
          "api_key",
          "api-key",
          "apikey",
          "access_token",
          "access-token",
          "password123",
          "abc123xyz",
          "aqicah",
          "base64_enc",
          "base64-enc",
          "://");
  private static final Set<String> WHOLE =
      Set.of(
          "password",
          "passwd",
          "pass",
          "passwort",
          "contraseña",
          "pwd",
          "secret",
          "token",
          "key",
          "test",
          "testing",
          "admin",
          "root",
          "user",
          "username",
          "none",
          "null",
          "nil",
          "true",
          "false",
          "string",
          "str",
          "number",
          "value",
          "text",
          "empty",
          "required",
          "optional",
          "default",
          "mypassword",
          "mypass",
          "mysecret",
          "mytoken",
          "secretvalue",
          "secretpassword",
          "credentials",
          "foobar",
          "foo",
          "bar",
          "baz",
          "abc",
          "1234",
          "12345",
          "123456",
          "input",
          "hash",
          "encrypted",
          "prompt",
          "file",
          "auto",
          "type",
          "name",
          "private",
          "public",
          "bearer",
          "basic",
          "boolean",
          "integer",
          "object",
          "array",
          "disabled",
          "enabled",
          "invalid",
          "wrong",
          "incorrect",
          "missing",
          "letmein123",
          "test123",
          "test1234",
          "abc123",
          "abcdef123",
          "any",
          "self",
          "this",
          "new",
          "old",
          "email",
          "login",
          "passw0rd",
          "p@ssw0rd",
          "p@ssword",
          "pa$$word",
          "somepassword",
          "userpassword",
          "newpassword",
          "oldpassword",
          "confirmpassword",
          "strongpassword",
          "securepassword",
          "dbpassword",
          "database_password",
          "databasepassword",
          "db_password",
          "secretkey",
          "authtoken",
          "accesstoken",
          "password1",
          "passcode",
          "changeit",
          "mandatory",
          "scram-sha-1",
          "scram-sha-256");

  private static final String OPENING = "$%<{[(@&*#!?=/\\,.~:;|";
  private static final String CLOSING = "}])>%";

  /** Such ciphertexts are longer by far, but documents cut them. */
  private static final int SEALED = 24;

  private static final int LONG = 16;
  private static final int MARK = 3;

  private Placeholders() {}

  /** Whether the value is no secret by its looks. */
  static boolean isPlaceholder(String value) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    boolean framed =
        (OPENING.indexOf(first) >= 0 && CLOSING.indexOf(last) >= 0)
            || (first == '$' && isName(value, 1))
            || isEscapedVariable(value)
            || isDialogue(value);
    String folded = CaseFolding.fold(value);
    return framed
        || first == '<'
        || isCiphertext(value)
        || isMarked(value)
        || (first == '%' && last == '%')
        || (last == '%' && isVariable(value))
        || value.startsWith("%s")
        || WHOLE.contains(folded)
        || Randomness.distinct(value) < 3
        || isMostlyOne(value)
        || FillerWords.areAll(folded)
        || PARTS.stream().anyMatch(folded::contains);
  }

  /** A mark such as {@code [PASSWORD]}, with quotes or signs around it, or cut before its end. */
  private static boolean isMarked(String value) {
    int open = value.indexOf('[');
    int close = open + 1;
    while (open >= 0 && close < value.length() && isOfMark(value.charAt(close))) {
      close++;
    }
    boolean mark = close - open > MARK && (close == value.length() || value.charAt(close) == ']');
    String around = mark ? value.substring(0, open) + value.substring(close) : value;
    return mark && around.chars().filter(Character::isLetterOrDigit).count() < MARK;
  }

  private static boolean isOfMark(char c) {
    return c == '_' || (c >= 'A' && c <= 'Z');
  }

  /**
   * What a tool has encrypted: SOPS ({@code ENC[AES256_GCM,…}), Jasypt ({@code ENC(…)}), Spring
   * Cloud ({@code {cipher}…}), sealed secrets of clusters, which begin with the length of their
   * key.
   */
  private static boolean isCiphertext(String value) {
    boolean sealed = value.length() >= SEALED && value.startsWith("Ag");
    return value.startsWith("ENC[")
        || value.startsWith("ENC(")
        || value.startsWith("{cipher}")
        || value.startsWith("$ANSIBLE_VAULT")
        || (sealed && "ABCD".indexOf(value.charAt(2)) >= 0);
  }

  /** Whether the value, unquoted, is rather code: a call, a member, a variable. */
  static boolean isCode(String value) {
    int end = 0;
    while (end < value.length() && isNamePart(value.charAt(end))) {
      end++;
    }
    if (end == 0 || end == value.length()) {
      return false;
    }
    char next = value.charAt(end);
    boolean joined = next == '.' && end + 1 < value.length();
    boolean member = joined && isName(value, end + 1);
    return next == '('
        || next == '['
        || (joined && isMember(value, end + 1))
        || (member && !Randomness.isRandom(value) && !JoinedByDots.isPassword(value))
        || value.contains("->");
  }

  /** Members of an object up to the bracket of a call or an index: {@code self.passwords[host}. */
  private static boolean isMember(String value, int from) {
    int at = from;
    while (at < value.length() && (isNamePart(value.charAt(at)) || value.charAt(at) == '.')) {
      at++;
    }
    return at > from
        && at < value.length()
        && (value.charAt(at) == '[' || value.charAt(at) == '(')
        && isName(value.substring(0, at), from);
  }

  /** The same of what stands on the line of a setting, where only a call is code. */
  static boolean isCall(String value) {
    return value.indexOf('(') > 0 || value.indexOf('[') > 0 || value.contains("->");
  }

  /** {@code $$NAME} and {@code \$name}: a variable that a later program is to see. */
  private static boolean isEscapedVariable(String value) {
    if (value.startsWith("\\$")) {
      return isName(value, 2);
    }
    return value.startsWith("$$")
        && isName(value, 2)
        && value.chars().noneMatch(Character::isLowerCase);
  }

  /** What a server expects a program to print: {@code *new*password*}. */
  private static boolean isDialogue(String value) {
    return value.length() > 1
        && value.charAt(0) == '*'
        && value.charAt(1) != '*'
        && value.charAt(value.length() - 1) == '*'
        && value.chars().filter(c -> c == '*').count() > 2;
  }

  /** A prefix, and one sign again and again in the place of the rest. */
  private static boolean isMostlyOne(String value) {
    return value.length() >= LONG && Randomness.longestRun(value) * 2 >= value.length();
  }

  /** A variable of Windows whose first sign and letters were read as the escape of a byte. */
  private static boolean isVariable(String value) {
    return value.indexOf('_') > 0
        && value
            .chars()
            .limit(value.length() - 1)
            .allMatch(c -> c == '_' || Character.isUpperCase(c));
  }

  private static boolean isName(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isNamePart(c) && c != '.' && c != '(' && c != ')') {
        return false;
      }
      // WHY: no name of a program begins with a digit.
      if (value.charAt(i - 1) == '.' && c >= '0' && c <= '9') {
        return false;
      }
    }
    return from < value.length();
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c < 128 ? Alphabet.ALPHANUMERIC.holds(c) : Character.isLetter(c));
  }
}
