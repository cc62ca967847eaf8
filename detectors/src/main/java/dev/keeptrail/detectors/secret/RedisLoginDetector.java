package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.secret.ConfigLine.Word;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Passwords in sessions with a Redis server: {@code AUTH ann …}, {@code HELLO 3 AUTH ann …}, {@code
 * ACL SETUSER ann on >…}. The command begins its line, or stands behind the prompt of the client.
 */
final class RedisLoginDetector {
  private static final double SCORE = 0.7;
  private static final int MAX_PROMPT = 64;
  private static final int USER_FORM = 3;

  /** What mail and file servers are told behind the same word. */
  private static final Set<String> METHODS =
      Set.of(
          "plain", "login", "tls", "ssl", "gssapi", "ntlm", "xoauth2", "oauthbearer", "external");

  private static final List<String> COMMANDS = List.of("auth ", "acl setuser ");

  private RedisLoginDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "redis-login",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(COMMANDS),
            RedisLoginDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start < taken || text.at(start) != 'A' || text.insideWord(start)) {
        continue;
      }
      ConfigLine line = ConfigLine.from(text, start);
      if (hits.anchor(i) > 0) {
        grants(text, line, sink);
      } else if (text.at(start + 1) == 'U') {
        login(text, start, line, sink);
      }
      taken = Math.max(start + 1, line.end());
    }
  }

  /** A password alone must look like none of the words that follow the command elsewhere. */
  private static void login(ScannedText text, int start, ConfigLine line, FindingSink sink) {
    Word last = line.at(line.size() - 1);
    boolean method = line.size() < 2 || METHODS.contains(line.at(1).folded());
    boolean user = line.size() == USER_FORM && opens(text, start);
    boolean alone = line.size() == 2 && isPrompt(text, start);
    boolean drawn =
        line.size() == 2
            && opens(text, start)
            && ToldValue.isNoWord(text.subSequence(last.start(), last.end()));
    if (!method && (user || alone || drawn)) {
      PlacedPassword.report(text, last.start(), last.end(), SCORE, sink);
    }
  }

  /** Each word behind an angle bracket is a password of the user. */
  private static void grants(ScannedText text, ConfigLine line, FindingSink sink) {
    for (int i = USER_FORM; i < line.size(); i++) {
      Word word = line.at(i);
      if (text.at(word.start()) == '>') {
        PlacedPassword.report(text, word.start() + 1, word.end(), SCORE, sink);
      }
    }
  }

  /** Nothing, a prompt or the greeting of the protocol stands before it on its line. */
  private static boolean opens(ScannedText text, int start) {
    return isLineStart(text, start) || isPrompt(text, start) || isGreeting(text, start);
  }

  private static boolean isLineStart(ScannedText text, int start) {
    char before = text.at(start - 1);
    return before == '\n' || before == '\0';
  }

  /** {@code 127.0.0.1:6379> }, {@code redis-cli> }. */
  private static boolean isPrompt(ScannedText text, int start) {
    if (text.at(start - 1) != ' ' || text.at(start - 2) != '>') {
      return false;
    }
    int at = start - 2;
    while (start - at < MAX_PROMPT && text.at(at - 1) > ' ') {
      at--;
    }
    return isLineStart(text, at) && at < start - 2;
  }

  private static boolean isGreeting(ScannedText text, int start) {
    int digit = start - 2;
    boolean version = text.at(start - 1) == ' ' && (text.at(digit) == '2' || text.at(digit) == '3');
    return version && Assignment.stands(text, Math.max(0, digit - 6), "HELLO ");
  }
}
