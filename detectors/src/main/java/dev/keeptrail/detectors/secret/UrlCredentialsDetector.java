package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * The password inside a URL, as in {@code scheme://user:password@host} (RFC 3986). A password may
 * hold an at sign, wrongly but often; the last one before the host's end counts. The other hosts of
 * a list may have their own. A token may stand in the place of the user.
 */
final class UrlCredentialsDetector {
  private static final String CATEGORY = "secret.url_credentials";
  private static final int MAX_USER_INFO = 200;
  private static final int MIN_PASSWORD = 3;
  private static final int MIN_TOKEN = 20;
  private static final int MAX_HOST = 100;
  private static final String ENDS = "/?#<>\"'`,;|\\";

  /** A sign that closes what nothing opened is one of a password. */
  private static final String PLACEHOLDER_SIGNS = "${<%[(";

  private static final String LOCAL = "localhost";
  private static final String LOOP = "127.0.0.1";
  private static final Set<String> USERS =
      Set.of("user", "username", "usr", "login", "myuser", "db_user");
  private static final Set<String> PASSWORDS =
      Set.of("password", "passwd", "pass", "pwd", "mypassword", "mypass", "db_password");
  private static final Set<String> NAMING = Set.of("PASS", "PWD", "SECRET", "TOKEN");
  private static final Set<String> STAND_INS =
      Set.of("PASSWORD", "PASS", "PASSWD", "PWD", "SECRET", "TOKEN", "KEY");

  private UrlCredentialsDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "url-credentials",
            2,
            Set.of(CATEGORY),
            MAX_USER_INFO,
            Trigger.anchors("://"),
            UrlCredentialsDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(4 * MAX_USER_INFO).lookingAhead());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int next = i + 1 < hits.count() ? hits.start(i + 1) : text.length();
      int authority = hits.end(i);
      // WHY: clusters name several servers, each perhaps with its own login.
      for (int server = 0; server < 3 && authority > 0 && authority < next; server++) {
        authority = authority(text, authority, Math.min(next, authority + MAX_USER_INFO), sink);
      }
    }
  }

  /** Judges one authority; returns where the next of a list starts, or -1. */
  private static int authority(ScannedText text, int start, int limit, FindingSink sink) {
    int colon = -1;
    int last = -1;
    int at = start;
    while (at < limit && isUserInfo(text.at(at))) {
      colon = colon < 0 && text.at(at) == ':' ? at : colon;
      last = text.at(at) == '@' ? at : last;
      at++;
    }
    boolean password = colon > 0 && last - colon > MIN_PASSWORD && isHost(text.at(last + 1));
    if (password
        && !isPlaceholder(text, colon + 1, last)
        && !isOwnDefault(text, start, colon, last)) {
      sink.add(colon + 1, last, CATEGORY, "CREDENTIALS", 0.85, Evidence.PATTERN);
    }
    if (colon < 0 && last > 0) {
      token(text, start, last, sink);
    }
    return text.at(at) == ',' ? at + 1 : -1;
  }

  /** A token in the place of the user, as Git takes it. */
  private static void token(ScannedText text, int start, int end, FindingSink sink) {
    String token = text.subSequence(start, end);
    int host = Math.min(text.length(), end + 1 + MAX_HOST);
    // WHY: the key in an address that errors are reported to is public.
    boolean reporting =
        text.subSequence(end + 1, host).contains("sentry") || isNumberedPath(text, end);
    if (token.length() >= MIN_TOKEN
        && isHost(text.at(end + 1))
        && !reporting
        && Randomness.isRandom(token)
        && !Placeholders.isPlaceholder(token)) {
      sink.add(start, end, CATEGORY, "TOKEN", 0.8, Evidence.CONTEXT);
    }
  }

  /** Whether the path of the address is a number only, as that of a project is. */
  private static boolean isNumberedPath(ScannedText text, int start) {
    int at = start;
    while (at - start < MAX_HOST && text.at(at) != '/' && text.at(at) > ' ') {
      at++;
    }
    int end = at + 1;
    while (CharacterKinds.isDigit(text.at(end)) && end - at < MAX_HOST) {
      end++;
    }
    return text.at(at) == '/' && end > at + 1 && !CharacterKinds.joinsWord(text.at(end));
  }

  private static boolean isUserInfo(char c) {
    return c > ' ' && ENDS.indexOf(c) < 0;
  }

  private static boolean isHost(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '[';
  }

  /**
   * The same word twice, for a server on the machine itself: what software is shipped with; words
   * that name what stands there; and words in capitals for words in capitals.
   */
  private static boolean isOwnDefault(ScannedText text, int start, int colon, int at) {
    String user = text.subSequence(start, colon);
    int host = Math.min(text.length(), at + 1 + LOCAL.length());
    String password = text.subSequence(colon + 1, at);
    String server = text.subSequence(at + 1, host);
    boolean local = server.equals(LOCAL) || server.equals(LOOP);
    return (user.equals(password) && local)
        || ((user.isEmpty() || USERS.contains(user)) && PASSWORDS.contains(password))
        || isNamed(password)
        || (STAND_INS.contains(password) && text.at(at + 1) >= 'A' && text.at(at + 1) <= 'Z');
  }

  /** Words in capitals that say that a password is to be put there: {@code YOUR_DB_PASSWORD}. */
  private static boolean isNamed(String password) {
    return password.indexOf('_') > 0
        && password.chars().allMatch(c -> c == '_' || Character.isUpperCase(c))
        && NAMING.stream().anyMatch(password::contains);
  }

  private static boolean isPlaceholder(ScannedText text, int start, int end) {
    boolean escapes = true;
    boolean stars = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        escapes &= Alphabet.ANY_HEX.holds(text.at(i + 1)) && Alphabet.ANY_HEX.holds(text.at(i + 2));
      } else if (PLACEHOLDER_SIGNS.indexOf(c) >= 0
          && (c != '$' || i == start || text.at(i + 1) == '{')) {
        return true;
      }
      stars &= c == '*' || c == 'x' || c == 'X' || c == '.';
    }
    return !escapes || stars;
  }
}
