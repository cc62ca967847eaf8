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

  private Placeholders() {}

  /** Whether the value is no secret by its looks. */
  static boolean isPlaceholder(String value) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    boolean framed =
        (OPENING.indexOf(first) >= 0 && CLOSING.indexOf(last) >= 0)
            || (first == '$' && isName(value, 1));
    String folded = CaseFolding.fold(value);
    return framed
        || first == '<'
        || isCiphertext(value)
        || (first == '%' && last == '%')
        || (last == '%' && isVariable(value))
        || value.startsWith("%s")
        || WHOLE.contains(folded)
        || Randomness.distinct(value) < 3
        || FillerWords.areAll(folded)
        || PARTS.stream().anyMatch(folded::contains);
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
    boolean member = next == '.' && end + 1 < value.length() && isName(value, end + 1);
    return next == '('
        || next == '['
        || (member && !Randomness.isRandom(value) && !JoinedByDots.isPassword(value))
        || value.contains("->");
  }

  /** The same of what stands on the line of a setting, where only a call is code. */
  static boolean isCall(String value) {
    return value.indexOf('(') > 0 || value.indexOf('[') > 0 || value.contains("->");
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
