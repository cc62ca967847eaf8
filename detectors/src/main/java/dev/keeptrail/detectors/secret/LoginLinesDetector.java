package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Passwords that only their place tells from other words: the last of the five fields of a line of
 * {@code .pgpass}, the second line of a login inside a configuration of OpenVPN, what stands
 * between the slash and the at sign of a login to Oracle; what Bundler and eyaml are told.
 */
final class LoginLinesDetector {
  private static final double SCORE = 0.75;
  private static final int MAX_LINE = 200;
  private static final int FIELDS = 5;
  private static final List<String> ANCHORS =
      List.of(
          "jdbc:oracle:",
          "sqlplus ",
          "expdp ",
          "impdp ",
          "sqlldr ",
          "rman target ",
          "machine ",
          "wifi:",
          "bundle_",
          "dec::pkcs7[",
          "<auth-user-pass>",
          "<http-proxy-user-pass>",
          ":5432:",
          ":5433:",
          ":6432:",
          ":*:");

  private LoginLinesDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "login-lines",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(ANCHORS),
            LoginLinesDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) < taken) {
        continue;
      }
      String anchor = ANCHORS.get(hits.anchor(i));
      taken =
          switch (anchor.charAt(0)) {
            case ':' -> fields(text, hits.start(i), sink);
            case '<' -> block(text, hits.end(i), sink);
            case 'm' -> machine(text, hits.start(i), hits.end(i), sink);
            case 'w' -> network(text, hits.end(i), sink);
            case 'b' -> gems(text, hits.start(i), hits.end(i), sink);
            case 'd' -> toEncrypt(text, hits.end(i), sink);
            default -> oracle(text, hits.end(i), sink);
          };
    }
  }

  /** A line of host, port, database, user and password, all of it; returns where it ends. */
  private static int fields(ScannedText text, int port, FindingSink sink) {
    int start = port;
    while (port - start < MAX_LINE && isHost(text.at(start - 1))) {
      start--;
    }
    boolean whole = start < port && (start == 0 || text.at(start - 1) == '\n');
    int end = port;
    int colons = 0;
    int value = -1;
    boolean user = false;
    while (end - port < MAX_LINE && text.at(end) > ' ') {
      boolean escaped = text.at(end - 1) == '\\';
      if (text.at(end) == ':' && !escaped && ++colons == FIELDS - 1) {
        value = end + 1;
      }
      user |= colons == FIELDS - 2 && isUser(text.at(end));
      end++;
    }
    boolean ended = text.at(end) == '\0' || text.at(end) == '\n' || text.at(end) == '\r';
    if (whole && ended && user && colons == FIELDS - 1) {
      PlacedPassword.report(text, value, end, SCORE, sink);
    }
    return end;
  }

  /** Connections are listed with ports in this place. */
  private static boolean isUser(char c) {
    return Character.isLetter(c) || c == '*';
  }

  private static boolean isHost(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || "._-*/".indexOf(c) >= 0;
  }

  /** A line with the user, one with the password. */
  private static int block(ScannedText text, int from, FindingSink sink) {
    int user = lineStart(text, from);
    int value = user < 0 ? -1 : lineStart(text, lineEnd(text, user));
    if (value < 0 || text.at(user) == '<' || text.at(value) == '<') {
      return from;
    }
    int end = lineEnd(text, value);
    PlacedPassword.report(text, value, end, SCORE, sink);
    return end;
  }

  /** An entry of {@code .netrc}: pairs of words, on one line or several. */
  private static int machine(ScannedText text, int start, int end, FindingSink sink) {
    boolean line = start == 0 || text.at(start - 1) == '\n';
    int at = wordEnd(text, end);
    for (int pair = 0; line && pair < FIELDS; pair++) {
      int key = wordStart(text, at);
      int keyEnd = wordEnd(text, key);
      int value = wordStart(text, keyEnd);
      String name = text.subSequence(key, keyEnd);
      at = wordEnd(text, value);
      if (name.equals("password")) {
        PlacedPassword.report(text, value, at, SCORE, sink);
        return at;
      }
      if (!name.equals("login") && !name.equals("account")) {
        return end;
      }
    }
    return end;
  }

  private static int wordStart(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_LINE && at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static int wordEnd(ScannedText text, int from) {
    int at = from;
    while (at - from < PlacedPassword.MOST && text.at(at) > ' ') {
      at++;
    }
    return at;
  }

  /** What a picture says that lets telephones into a network: fields with a letter each. */
  private static int network(ScannedText text, int start, FindingSink sink) {
    int at = start;
    while (at - start < MAX_LINE && text.at(at) >= ' ') {
      int end = at;
      while (end - at < MAX_LINE
          && text.at(end) >= ' '
          && (text.at(end) != ';' || text.at(end - 1) == '\\')) {
        end++;
      }
      if (text.at(at) == 'P' && text.at(at + 1) == ':' && text.at(end) == ';') {
        PlacedPassword.report(text, at + 2, end, SCORE, sink);
        return end;
      }
      if (text.at(at + 1) != ':') {
        return start;
      }
      at = end + 1;
    }
    return start;
  }

  /** A name and a password, or a key, for the host that the name of a setting holds. */
  private static int gems(ScannedText text, int start, int from, FindingSink sink) {
    int at = from;
    boolean host = false;
    while (at - from < MAX_LINE && Alphabet.WORD.holds(text.at(at))) {
      host |= text.at(at) == '_' && text.at(at - 1) == '_';
      at++;
    }
    int sign = Assignment.blanks(text, at);
    boolean given = text.at(sign) == '=' || text.at(sign) == ':';
    Assignment value =
        host && given && !text.insideWord(start)
            ? WrittenValue.read(text, Assignment.blanks(text, sign + 1), Assignment.Link.SIGN)
            : null;
    if (value == null) {
      return at;
    }
    String plain = text.subSequence(value.start(), value.end());
    int colon = plain.indexOf(':');
    boolean told = colon > 0 && colon + 1 < plain.length() && plain.indexOf('/') < 0;
    if (told && !Placeholders.isPlaceholder(plain.substring(colon + 1))) {
      PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
    }
    return value.end();
  }

  /** What a file of settings has encrypted when it is saved. */
  private static int toEncrypt(ScannedText text, int start, FindingSink sink) {
    int end = start;
    while (end - start < PlacedPassword.MOST && text.at(end) >= ' ' && text.at(end) != ']') {
      end++;
    }
    if (text.at(end) == ']' && text.at(end + 1) == '!') {
      PlacedPassword.report(text, start, end, SCORE, sink);
    }
    return end;
  }

  private static int lineStart(ScannedText text, int at) {
    int next = at + (text.at(at) == '\r' ? 1 : 0);
    return text.at(next) == '\n' ? next + 1 : -1;
  }

  private static int lineEnd(ScannedText text, int from) {
    int end = from;
    while (end - from < PlacedPassword.MOST && text.at(end) > ' ') {
      end++;
    }
    return end;
  }

  /** A user, a slash, the password, an at sign. */
  private static int oracle(ScannedText text, int from, FindingSink sink) {
    int slash = -1;
    int at = from;
    while (at - from < MAX_LINE && text.at(at) != '@' && text.at(at) >= ' ') {
      char c = text.at(at);
      if (c == '/' && slash < 0 && CharacterKinds.joinsWord(text.at(at - 1))) {
        slash = at;
      } else if (c == ' ' && slash >= 0) {
        return at;
      }
      at++;
    }
    if (slash > 0 && text.at(at) == '@') {
      PlacedPassword.report(text, slash + 1, at, SCORE, sink);
    }
    return at;
  }
}
