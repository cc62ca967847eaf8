package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;

/**
 * The password among the parts of a connection string or the parameters of an address: {@code User
 * Id=sa;Password=…}, {@code jdbc:mysql://db/shop?user=app&password=…}, {@code user=app password=…
 * dbname=x}. There a plain word is a value.
 */
final class ConnectionString {
  private static final int REACH = 120;
  private static final int LEAST_PLAIN = 8;
  private static final List<String> CONNECTIONS =
      List.of("user id=", "uid=", "data source=", "initial catalog=");
  private static final List<String> USERS = List.of("user=", "username=", "login=", "uid=");
  private static final List<String> PARAMETERS = List.of("user=", "username=", "dbname=");
  private static final List<String> DRIVERS = List.of("jdbc:");

  /** Words that say that something else shall stand there. */
  private static final List<String> OTHERS =
      List.of("your", "my", "dein", "mein", "the", "new", "old", "default", "sample", "user");

  private ConnectionString() {}

  /**
   * In code between semicolons, members of objects stand so too, but not behind the user or the
   * source of data.
   */
  static boolean isPart(ScannedText text, SecretName name) {
    return text.at(name.end()) == '='
        && text.at(name.start() - 1) == ';'
        && Surroundings.anyBefore(text, name.start(), REACH, CONNECTIONS);
  }

  /** Whether it is a parameter behind the name of a driver, whose addresses have no others. */
  static boolean isOfDriver(ScannedText text, SecretName name) {
    char before = text.at(name.start() - 1);
    return text.at(name.end()) == '='
        && (before == '&' || before == '?' || before == ';' || before == ':')
        && Surroundings.any(text, lineStart(text, name.start()), name.start(), DRIVERS);
  }

  /** One of several parts or parameters, with the user among them. */
  static boolean isWholePart(ScannedText text, SecretName name, Assignment assignment) {
    return (text.at(name.start() - 1) == ';' && isPartEnd(text, name, assignment))
        || isParameter(text, name);
  }

  /**
   * Words such as "test" and "password" together, as people choose them where they try something:
   * elsewhere they show what will stand there.
   */
  static boolean isPlain(ScannedText text, SecretName name, Assignment assignment, String value) {
    String folded = CaseFolding.fold(value);
    return !assignment.quoted()
        && value.length() > LEAST_PLAIN
        && FillerWords.areAll(folded)
        && OTHERS.stream().noneMatch(folded::startsWith)
        && (isOfDriver(text, name) || isWholePart(text, name, assignment));
  }

  /** Whether the part ends here; the last one may have no semicolon. */
  private static boolean isPartEnd(ScannedText text, SecretName name, Assignment assignment) {
    char next = text.at(assignment.end());
    boolean last = next == '"' || next == '\'' || AssignedPassword.isEnded(text, assignment.end());
    return next == ';' || (last && Surroundings.anyBefore(text, name.start(), REACH, CONNECTIONS));
  }

  /**
   * One of several parameters without quotes, of a library's connection or an address: {@code
   * host=db user=app password=…}, {@code ?user=app&password=…}. The user must be among them.
   */
  private static boolean isParameter(ScannedText text, SecretName name) {
    char before = text.at(name.start() - 1);
    boolean query = before == '&' || before == '?';
    boolean list = before == ' ' && CharacterKinds.isPartOfWord(text.at(name.start() - 2));
    boolean plain = name.words().getLast().length() == name.end() - name.start();
    return (query || list)
        && plain
        && Surroundings.any(
            text, lineStart(text, name.start()), name.start(), query ? USERS : PARAMETERS);
  }

  private static int lineStart(ScannedText text, int from) {
    int at = from;
    while (from - at < REACH && text.at(at - 1) >= ' ') {
      at--;
    }
    return at;
  }
}
