package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;
import java.util.Set;

/**
 * Judges what is given to a name that promises a password. People choose passwords, so the value
 * says little; the way it is written must say that it is a value at all.
 */
final class AssignedPassword {
  private static final int LEAST = 4;
  private static final int MOST = 128;
  private static final int WORD = 6;
  private static final int REACH = 120;
  private static final int NEAR = 24;
  private static final List<String> ANYONE = List.of("anonymous");
  private static final List<String> LOGINS =
      List.of("login", "machine", "username", "user", "uname");

  /** Names behind which a blank is enough, as in files of logins: {@code login ann password …}. */
  private static final Set<String> SHORT_NAMES =
      Set.of("password", "passwd", "pass", "pw", "pwd", "passphrase", "passcode");

  private static final List<String> SECRETS = List.of("stringdata:");
  private static final Set<String> SERVERS =
      Set.of(
          "datasource",
          "db",
          "database",
          "jdbc",
          "mysql",
          "mariadb",
          "mssql",
          "postgres",
          "postgresql",
          "pg",
          "minio",
          "elastic",
          "grafana",
          "admin",
          "root",
          "oracle",
          "mongo",
          "redis",
          "kafka",
          "rabbitmq",
          "mail",
          "smtp",
          "ldap",
          "ftp",
          "ssl",
          "keystore",
          "truststore",
          "encryptor");
  private static final List<String> ORDERS =
      List.of("create user", "alter user", "create role", "grant ", "alter role");

  private AssignedPassword() {}

  /** How sure it is that the value is a secret; 0 if it is none. */
  static double score(ScannedText text, SecretName name, Assignment assignment, String value) {
    boolean plausible =
        value.length() >= LEAST
            && value.length() <= MOST
            && (!Placeholders.isPlaceholder(value)
                || ConnectionString.isPlain(text, name, assignment, value))
            && !NoPassword.isOne(text, name, assignment, value, isStrong(value))
            && "{[<(.,:;)}".indexOf(value.charAt(0)) < 0
            && !CaseFolding.fold(value).equals(name.words().getLast());
    boolean wordy =
        name.isForeign()
            || isEnvironment(text, name)
            || (isStrong(value) && ConnectionString.isPart(text, name));
    boolean code =
        !assignment.quoted()
            && assignment.link() == Link.SIGN
            && (wordy ? Placeholders.isCall(value) : Placeholders.isCode(value));
    if (!plausible || code) {
      return 0;
    }
    boolean strong = isStrong(value);
    return switch (assignment.link()) {
      case SIGN -> given(text, name, assignment, value, strong);
      case VERB -> said(assignment, value, strong);
      case SPACE -> spaced(text, name, assignment, strong);
    };
  }

  /** A line such as {@code DB_PASSWORD=…}, or the same exported. */
  private static boolean isEnvironment(ScannedText text, SecretName name) {
    for (int i = name.start(); i < name.end(); i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    return text.at(name.end()) == '=' && SettingLine.startsLine(text, name.end());
  }

  private static double given(
      ScannedText text, SecretName name, Assignment assignment, String value, boolean strong) {
    if (value.indexOf(' ') >= 0) {
      boolean phrase =
          assignment.quoted() && PassPhrase.isGiven(text, assignment.start(), assignment.end());
      return phrase ? 0.6 : 0;
    }
    if (strong) {
      return 0.8;
    }
    if (assignment.quoted()) {
      return value.length() >= WORD ? 0.6 : 0;
    }
    // WHY: an unquoted word is a value in settings and connection strings, but a variable in code.
    boolean tight = text.at(assignment.start() - 1) == '=' && text.at(name.end()) == '=';
    boolean several = name.words().size() > 1;
    boolean capital = Character.isUpperCase(text.at(name.start()));
    boolean setting = capital && (several || isGlued(text, name));
    if (tight && several && value.length() > WORD && isWholeLine(text, name, assignment)) {
      return 0.55;
    }
    boolean community = name.words().getLast().equals("community");
    boolean wireless = tight && name.words().equals(List.of("psk")) && value.length() > WORD;
    if (community || (wireless && SettingLine.startsLine(text, name.end()))) {
      return 0.6;
    }
    if (tight && ConnectionString.isOfDriver(text, name)) {
      return 0.7;
    }
    boolean part = ConnectionString.isWholePart(text, name, assignment);
    if (tight && (setting || part || isForMachines(name))) {
      return 0.55;
    }
    boolean entry = isEnvironmentEntry(text, name) || isForMachines(name);
    if (entry
        && ": ".indexOf(text.at(name.end())) >= 0
        && isEnded(text, assignment.end())
        && SettingLine.startsLine(text, name.end())) {
      return 0.55;
    }
    return isOfSecret(text, name, assignment)
            || ConnectionSettings.surround(text, name, assignment, value)
        ? 0.6
        : 0;
  }

  /** A line of what a cluster keeps as a secret in plain text. */
  private static boolean isOfSecret(ScannedText text, SecretName name, Assignment assignment) {
    return text.at(name.end()) == ':'
        && isEnded(text, assignment.end())
        && SettingLine.startsLine(text, name.end())
        && Surroundings.anyBefore(text, name.start(), REACH, SECRETS);
  }

  /** A variable of the environment with the name of its program in front: {@code PGPASSWORD}. */
  private static boolean isGlued(ScannedText text, SecretName name) {
    return name.end() - name.start() > "PASSWORD".length()
        && Character.isUpperCase(text.at(name.end() - 1))
        && text.subSequence(name.start(), name.end()).endsWith("PASSWORD");
  }

  static boolean isEnded(ScannedText text, int at) {
    char c = text.at(at);
    return c == '\0' || c == '\n' || c == '\r';
  }

  /** What an inventory of Ansible says of a machine, among others on the line. */
  private static boolean isForMachines(SecretName name) {
    return name.words().size() > 1 && name.words().getFirst().equals("ansible");
  }

  /** An entry of the environment: {@code POSTGRES_PASSWORD: …}, {@code ENV POSTGRES_PASSWORD …}. */
  private static boolean isEnvironmentEntry(ScannedText text, SecretName name) {
    for (int i = name.start(); i < name.end(); i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    boolean server = name.words().stream().anyMatch(SERVERS::contains);
    return server && name.words().size() > 1;
  }

  /** A line of a file of properties that is for a server; others are labels of forms. */
  private static boolean isWholeLine(ScannedText text, SecretName name, Assignment assignment) {
    boolean small = true;
    for (int i = assignment.start(); i < assignment.end(); i++) {
      small &= !Character.isUpperCase(text.charAt(i));
    }
    boolean server = name.words().stream().anyMatch(SERVERS::contains);
    boolean ended = isEnded(text, assignment.end());
    return small && server && ended && SettingLine.startsLine(text, name.end());
  }

  /** Sentences go on after "is" with numbers, units and compounds too. */
  private static double said(Assignment assignment, String value, boolean strong) {
    if (assignment.quoted() && value.indexOf(' ') < 0) {
      return 0.7;
    }
    boolean number = value.chars().allMatch(c -> c >= '0' && c <= '9');
    return strong && (number || ToldValue.isNoWord(value)) ? 0.65 : 0;
  }

  private static double spaced(
      ScannedText text, SecretName name, Assignment assignment, boolean strong) {
    if (name.words().getLast().equals("identified by")) {
      String value = text.subSequence(assignment.start(), assignment.end());
      boolean plain =
          strong && value.length() > WORD && ToldValue.isNoWord(value) && isOrder(text, name);
      // WHY: sentences call things "identified by" a word in quotes, too.
      boolean capitals = Character.isUpperCase(text.charAt(name.end() - 1));
      boolean quoted = assignment.quoted() && (strong || capitals || isOrder(text, name));
      return quoted ? 0.8 : plain ? 0.7 : 0;
    }
    boolean option = text.at(name.start() - 1) == '-';
    boolean login =
        (name.isForeign() || SHORT_NAMES.contains(name.words().getLast()))
            && name.words().getLast().length() == name.end() - name.start()
            && Surroundings.anyBefore(text, name.start(), REACH, LOGINS);
    if (option || (login && text.at(name.end()) == ' ')) {
      // WHY: "pass `name`" asks for something to be handed over; what anyone may use is no secret.
      boolean order = !option && name.words().equals(List.of("pass"));
      String value = text.subSequence(assignment.start(), assignment.end());
      if (isOption(text, assignment)
          || (order && value.indexOf(' ') >= 0)
          || Surroundings.anyBefore(text, name.start(), NEAR, ANYONE)) {
        return 0;
      }
      boolean word = option && OptionWord.isOne(text, name.start(), assignment);
      return strong ? 0.7 : word ? 0.6 : assignment.quoted() && !order ? 0.55 : 0;
    }
    return 0;
  }

  /** Another option of the command, which stands behind one whose value is missing. */
  static boolean isOption(ScannedText text, Assignment assignment) {
    return !assignment.quoted()
        && text.at(assignment.start()) == '-'
        && text.at(assignment.start() + 1) == '-';
  }

  /** Whether a user is made or changed before, as Oracle needs no quotes for the password. */
  private static boolean isOrder(ScannedText text, SecretName name) {
    return Surroundings.anyBefore(text, name.start(), REACH, ORDERS);
  }

  /** Letters with digits or signs, or digits in some number: no word of any language. */
  private static boolean isStrong(String value) {
    int letters = 0;
    int digits = 0;
    int signs = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (Character.isLetter(c)) {
        letters++;
      } else if ("-_./:".indexOf(c) < 0) {
        signs++;
      }
    }
    boolean kinds = letters > 0 && (digits > 0 || (signs > 0 && value.length() > 5));
    boolean drawn = letters >= 8 && Randomness.longestConsonants(value) > 5;
    return kinds || drawn || (digits >= 6 && !Randomness.isSequence(value));
  }
}
