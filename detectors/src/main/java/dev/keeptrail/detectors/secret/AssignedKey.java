package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.secret.SecretName.Kind;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;
import java.util.Set;

/** Judges what is given to a name that promises a key or token: a machine must have made it. */
final class AssignedKey {
  private static final int UUID_LENGTH = 36;
  private static final int SHORT = 8;
  private static final int LONG = 16;
  private static final int DRAWN = 40;
  private static final int ACCOUNT_LENGTH = 42;

  /** What a chosen secret signs or covers; other secrets have names that are references. */
  private static final Set<String> SIGNING =
      Set.of(
          "jwt",
          "session",
          "cookie",
          "signing",
          "nextauth",
          "webhook",
          "hmac",
          "flask",
          "django",
          "rails",
          "encryption",
          "shared",
          "radius",
          "auth",
          "app",
          "hash");

  private static final List<String> APP_SECRET = List.of("app", "secret", "key");
  private static final List<String> SIGNERS = List.of("session(", "session({", "jwt", "cookie");
  private static final int REACH = 40;

  /** A UUID by which a cloud tells calls apart; elsewhere it is a token that was handed out. */
  private static final List<String> CALLER = List.of("client", "token");

  private static final Set<String> SECRET_WORDS =
      Set.of("secret", "api", "apikey", "auth", "access", "bearer", "private");

  private static final int ROLE = 160;
  private static final List<String> ROLES =
      List.of("role_id", "roleid", "role-id", "approle", "vault");

  private static final int FINGERPRINT = 40;
  private static final int CLIENT = 120;
  private static final List<String> CLIENTS = List.of("ipaddr", "ipv4addr", "nastype", "shortname");

  private AssignedKey() {}

  /** How sure it is that the value is a secret; 0 if it is none. */
  static double score(ScannedText text, SecretName name, Assignment assignment, String value) {
    boolean compound = name.kind() == Kind.TOKEN;
    if (value.length() < SHORT || value.indexOf(' ') >= 0 || Placeholders.isPlaceholder(value)) {
      return 0;
    }
    if (!assignment.quoted() && Placeholders.isCode(value)) {
      return 0;
    }
    if (isCut(text, assignment, value)) {
      return 0;
    }
    if (Randomness.isDate(value) || isAccount(value) || KeyLookalike.isOne(value)) {
      return 0;
    }
    boolean option = AssignedPassword.isOption(text, assignment);
    if (assignment.link() == Link.SPACE && (option || isFingerprint(value))) {
      return 0;
    }
    if (name.words().equals(SecretName.PRIMARY) && !isAccountKey(value)) {
      return 0;
    }
    if (SecretName.endsInSecretId(name.words())) {
      return isUuid(value) && Surroundings.anyBefore(text, name.start(), ROLE, ROLES) ? 0.7 : 0;
    }
    if (isEnvironmentSecret(text, name, assignment, value)) {
      return 0.55;
    }
    if (isChosen(name, assignment, value)
        && (assignment.quoted() || SettingLine.startsLine(text, name.end()))) {
      return 0.55;
    }
    if (signs(text, name, assignment) && (value.length() > SHORT || !isWord(value))) {
      return 0.55;
    }
    if (isPlainSecret(text, name, assignment, value) || isShared(text, name, assignment, value)) {
      return 0.55;
    }
    if (isUuid(value)) {
      boolean token = name.words().getLast().equals("token");
      if (name.words().equals(CALLER)) {
        return 0;
      }
      if (assignment.link() == Link.SPACE) {
        return isOption(text, name) ? 0.55 : 0;
      }
      return compound ? 0.7 : token ? 0.55 : 0;
    }
    if (!isKeyLike(value)) {
      boolean whole = assignment.quoted() || isEnvironmentLine(text, name, assignment);
      return whole && (isPhrase(value) || isDrawn(value)) ? 0.6 : 0;
    }
    if (Randomness.isRandom(value)) {
      return compound ? 0.8 : 0.6;
    }
    boolean sign = assignment.link() == Link.SIGN;
    if (compound && Randomness.isPerhapsRandom(value)) {
      return Randomness.isSequence(value) ? 0.5 : sign ? 0.6 : 0.55;
    }
    boolean given = sign && compound && isMixed(value);
    return given && !Randomness.isSequence(value) ? 0.55 : 0;
  }

  /** Manuals show the first signs of a key and dots for the rest: {@code a726c273...}. */
  private static boolean isCut(ScannedText text, Assignment assignment, String value) {
    String dots = "...";
    return value.endsWith(dots) || Assignment.stands(text, assignment.end(), dots);
  }

  /** Whether a secret in quotes is the one that sessions or web tokens are signed with. */
  private static boolean signs(ScannedText text, SecretName name, Assignment assignment) {
    boolean secret =
        assignment.quoted()
            && assignment.link() == Link.SIGN
            && (name.words().equals(List.of("secret")) || name.words().equals(APP_SECRET));
    return secret
        && (name.words().size() > 1 || Surroundings.anyBefore(text, name.start(), REACH, SIGNERS));
  }

  /** Base64 of the two lengths that keys of accounts have. */
  private static boolean isAccountKey(String value) {
    return value.endsWith("=") && (value.length() == 44 || value.length() == 88);
  }

  /** A line such as {@code JWT_SECRET=…} with what a person chose and no name of anything. */
  private static boolean isEnvironmentSecret(
      ScannedText text, SecretName name, Assignment assignment, String value) {
    List<String> words = name.words();
    boolean secret =
        words.size() > 1
            && (words.getLast().equals("secret")
                || (words.getLast().equals("key") && words.get(words.size() - 2).equals("secret")));
    return secret
        && value.indexOf('-') < 0
        && ToldValue.isNoWord(value)
        && isEnvironmentLine(text, name, assignment);
  }

  /** A name in capitals, an equals sign and the value, and nothing more on the line. */
  private static boolean isEnvironmentLine(
      ScannedText text, SecretName name, Assignment assignment) {
    for (int i = name.start(); i < name.end(); i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    char next = text.at(assignment.end());
    return text.at(name.end()) == '='
        && (next == '\0' || next == '\n' || next == '\r')
        && SettingLine.startsLine(text, name.end());
  }

  private static boolean isWord(String value) {
    return value.chars().allMatch(Character::isLetter);
  }

  /** A setting of telephone exchanges and of RADIUS: nothing but {@code secret = …} on its line. */
  private static boolean isPlainSecret(
      ScannedText text, SecretName name, Assignment assignment, String value) {
    char sign = text.at(Assignment.blanks(text, name.end()));
    char next = text.at(assignment.end());
    return name.words().equals(List.of("secret"))
        && !assignment.quoted()
        && sign == '='
        && (next == '\0' || next == '\n' || next == '\r')
        && SettingLine.startsLine(text, name.end())
        && value.indexOf('-') < 0
        && ToldValue.isNoWord(value);
  }

  /** What a client of RADIUS shares with its server, in a block that says where the client is. */
  private static boolean isShared(
      ScannedText text, SecretName name, Assignment assignment, String value) {
    return name.words().equals(List.of("secret"))
        && assignment.link() == Link.SIGN
        && value.length() > SHORT
        && ToldValue.isNoWord(value)
        && Surroundings.anyBefore(text, name.start(), CLIENT, CLIENTS);
  }

  /** The address of an account or contract on a chain is public, as is a key that is a name. */
  private static boolean isAccount(String value) {
    return value.startsWith("z6Mk") || (value.length() == ACCOUNT_LENGTH && value.startsWith("0x"));
  }

  /** What OpenPGP knows a public key by: {@code --recv-keys} and forty digits in capitals. */
  private static boolean isFingerprint(String value) {
    return value.length() == FINGERPRINT
        && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
  }

  /** Words that people sign with where a machine should have drawn something. */
  private static boolean isChosen(SecretName name, Assignment assignment, String value) {
    String last = name.words().getLast();
    if (assignment.link() != Link.SIGN
        || value.length() < LONG
        || !(last.equals("secret") || last.equals("key"))
        || name.words().stream().noneMatch(SIGNING::contains)) {
      return false;
    }
    long joints = value.chars().filter(c -> "-_.+!*#~".indexOf(c) >= 0).count();
    long letters = value.chars().filter(Character::isLetter).count();
    return joints >= 2 && letters * 2 > value.length() && isKeyLike(value);
  }

  /** Printable signs of all kinds, as generators draw them. */
  private static boolean isDrawn(String value) {
    return value.length() >= DRAWN
        && Randomness.distinct(value) > 20
        && Randomness.switches(value) > 4
        && value.chars().anyMatch(Character::isUpperCase)
        && value.chars().anyMatch(Character::isLowerCase);
  }

  /** An option of a command that names a secret; tokens of other names tell calls apart. */
  private static boolean isOption(ScannedText text, SecretName name) {
    return text.at(name.start() - 1) == '-'
        && name.kind() == Kind.TOKEN
        && name.words().stream().anyMatch(SECRET_WORDS::contains);
  }

  private static boolean isUuid(String value) {
    return value.length() == UUID_LENGTH
        && value.charAt(8) == '-'
        && value.charAt(23) == '-'
        && value.chars().filter(c -> c == '-').count() == 4;
  }

  /** Characters that keys are made of, and no path, address or sentence. */
  private static boolean isKeyLike(String value) {
    int slashes = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 128 || (!Alphabet.ANY_BASE64.holds(c) && ".~%:!$@#^*".indexOf(c) < 0)) {
        return false;
      }
      slashes += c == '/' ? 1 : 0;
    }
    return value.charAt(0) != '/' && slashes * 8 <= value.length();
  }

  /** Long and full of signs, as people write secrets for machines. */
  private static boolean isPhrase(String value) {
    long signs =
        value.chars().filter(c -> !Character.isLetterOrDigit(c) && "/.-_:".indexOf(c) < 0).count();
    return value.length() >= LONG
        && signs * 8 >= value.length()
        && Randomness.distinct(value) > 12
        && value.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** Letters and digits in turns, as names and versions seldom have. */
  private static boolean isMixed(String value) {
    return Randomness.switches(value) >= (value.length() < LONG ? 2 : 3);
  }
}
