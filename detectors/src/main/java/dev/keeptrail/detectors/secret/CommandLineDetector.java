package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;
import java.util.Set;

/**
 * Passwords among the arguments of commands: {@code -u name:password} of curl, or {@code -u key:}
 * as many services want it, {@code -p} of those that take a password so. A command is read to the
 * end of its line, over escaped line breaks.
 */
final class CommandLineDetector {
  private static final String CATEGORY = "secret.command_line";
  private static final int MAX_COMMAND = 600;
  private static final int MAX_VALUE = 128;
  private static final int CURL = 0;
  private static final int MYSQL = 5;
  private static final int MYSQL_DUMP = 6;
  private static final int SECURE_STRING = 10;
  private static final int SHARE = 11;
  private static final String QUOTES = "\"'";
  private static final int LEAST_KEY = 12;
  private static final int MAX_SHARE_WORDS = 5;

  /** What people write behind {@code -p} when they mean a longer option. */
  private static final Set<String> OPTIONS =
      Set.of("ort", "assword", "asswd", "rotocol", "rompt", "lugin-dir");

  private static final List<String> USER = List.of("-u", "--user");
  private static final int USER_REACH = 80;

  private enum Kind {
    CURL,
    /** Has the password at once behind {@code -p}, whatever it is. */
    MYSQL,
    OTHER
  }

  private CommandLineDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "command-line",
            3,
            Set.of(CATEGORY),
            MAX_VALUE,
            Trigger.anchors(
                "curl ",
                "psexec",
                "sshpass ",
                "docker login",
                "podman login",
                "mysql ",
                "mysqldump ",
                "redis-cli ",
                "ldapsearch ",
                "mongo ",
                "convertto-securestring ",
                "net use "),
            CommandLineDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(2 * MAX_COMMAND));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) >= taken && !text.insideWord(hits.start(i))) {
        taken =
            switch (hits.anchor(i)) {
              case SECURE_STRING -> secureString(text, hits.end(i), sink);
              case SHARE -> share(text, hits.end(i), sink);
              case CURL -> command(text, hits.end(i), Kind.CURL, sink);
              case MYSQL, MYSQL_DUMP -> command(text, hits.end(i), sql(text, hits.end(i)), sink);
              default -> command(text, hits.end(i), Kind.OTHER, sink);
            };
      }
    }
  }

  /** Sentences name options, but hardly a user. */
  private static Kind sql(ScannedText text, int start) {
    return Surroundings.anyAfter(text, start, USER_REACH, USER) ? Kind.MYSQL : Kind.OTHER;
  }

  /** The plain text that PowerShell makes a secure one of, in quotes. */
  private static int secureString(ScannedText text, int start, FindingSink sink) {
    int option = "-string ".length();
    boolean named = text.at(start) == '-' && text.at(start + option - 1) == ' ';
    int quote = named ? start + option : start;
    return isQuote(text.at(quote)) ? value(text, quote, Kind.OTHER, sink) : start;
  }

  /** The word between the share that Windows connects to and the options. */
  private static int share(ScannedText text, int start, FindingSink sink) {
    int at = start;
    boolean named = false;
    for (int word = 0; word < MAX_SHARE_WORDS; word++) {
      at = Assignment.blanks(text, at);
      int end = at;
      while (end - at < MAX_VALUE && text.at(end) > ' ') {
        end++;
      }
      boolean option = text.at(at) == '/' || text.at(at) == '*';
      if (named && !option && isPassword(text.subSequence(at, end), false)) {
        sink.add(at, end, CATEGORY, "PASSWORD", 0.7, Evidence.CONTEXT);
        return end;
      }
      named |= text.at(at) == '\\' && text.at(at + 1) == '\\';
      at = end;
    }
    return at;
  }

  /** Goes over the arguments of one command; returns where it ends. */
  private static int command(ScannedText text, int start, Kind kind, FindingSink sink) {
    int at = start;
    int end = Math.min(text.length(), start + MAX_COMMAND);
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\n' && text.at(at - 1) != '\\') {
        return at;
      }
      boolean option = c == '-' && text.at(at - 1) <= ' ';
      int value = option ? valueStart(text, at, kind == Kind.CURL) : -1;
      if (value > 0) {
        at = value(text, value, kind, sink);
      } else {
        at++;
      }
    }
    return at;
  }

  /** Where the value of the option that starts here starts, if it is one that takes a password. */
  private static int valueStart(ScannedText text, int option, boolean curl) {
    if (curl && startsWith(text, option, "--user")) {
      return option + 7;
    }
    char letter = text.at(option + 1);
    boolean known = curl ? letter == 'u' : letter == 'p' || letter == 'a' || letter == 'w';
    char next = text.at(option + 2);
    if (!known || next == '\0' || next == '\n') {
      return -1;
    }
    return next == ' ' || next == '=' ? option + 3 : curl || letter != 'p' ? -1 : option + 2;
  }

  private static int value(ScannedText text, int start, Kind kind, FindingSink sink) {
    boolean curl = kind == Kind.CURL;
    int from = start;
    while (from - start < 4 && text.at(from) == ' ') {
      from++;
    }
    char quote = text.at(from);
    boolean quoted = isQuote(quote);
    from += quoted ? 1 : 0;
    int end = from;
    while (end - from < MAX_VALUE && end < text.length()) {
      char c = text.charAt(end);
      if (quoted ? c == quote || c == '\n' : c <= ' ' || QUOTES.indexOf(c) >= 0) {
        break;
      }
      end++;
    }
    if (curl && !quoted && text.at(end - 1) == ':' && end > from && isQuote(text.at(end))) {
      // WHY: a shell joins user:'password' into one word.
      return value(text, end, Kind.OTHER, sink);
    }
    int password = curl ? afterColon(text, from, end) : from;
    // WHY: after -p without a blank, letters alone are rather another option's name.
    boolean glued = text.at(start - 1) == 'p' && text.at(start - 2) == '-';
    if (password > 0
        && isPassword(text.subSequence(password, end), curl)
        && (!glued || isGlued(text.subSequence(password, end), kind))) {
      sink.add(password, end, CATEGORY, "PASSWORD", 0.7, Evidence.CONTEXT);
    } else if (curl && password < 0 && isKey(text.subSequence(from, end))) {
      sink.add(from, end - 1, CATEGORY, "API_KEY", 0.7, Evidence.CONTEXT);
    }
    return Math.max(end, start + 1);
  }

  private static boolean isGlued(String value, Kind kind) {
    return Randomness.switches(value) > 0 || (kind == Kind.MYSQL && !OPTIONS.contains(value));
  }

  private static boolean isQuote(char c) {
    return c != '\0' && QUOTES.indexOf(c) >= 0;
  }

  /** Where the password after the user's name starts. */
  private static int afterColon(ScannedText text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == ':') {
        return i + 1 < end ? i + 1 : -1;
      }
    }
    return -1;
  }

  private static boolean isPassword(String value, boolean curl) {
    boolean plausible =
        value.length() >= 4
            && !Placeholders.isPlaceholder(value)
            && !Placeholders.isPlaceholder(value + "}")
            && value.charAt(0) != '$'
            && value.indexOf(' ') < 0;
    boolean digits = value.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean letters = value.chars().anyMatch(Character::isLetter);
    boolean drawn = value.length() >= 12 && Randomness.longestConsonants(value) > 4;
    return plausible && (!curl || (digits && letters) || drawn);
  }

  /** A name with no password behind its colon, as only a key can do without. */
  private static boolean isKey(String value) {
    String key = value.endsWith(":") ? value.substring(0, value.length() - 1) : "";
    return key.length() >= LEAST_KEY
        && key.indexOf(':') < 0
        && Randomness.switches(key) > 2
        && isPassword(key, true);
  }

  private static boolean startsWith(ScannedText text, int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(start + i) != word.charAt(i)) {
        return false;
      }
    }
    char next = text.at(start + word.length());
    return next == ' ' || next == '=';
  }
}
