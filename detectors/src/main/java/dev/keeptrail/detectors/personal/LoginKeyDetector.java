package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
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
 * Logins in lines of logs made of keys and values, such as {@code user=lhopkins} and {@code
 * acct="gwendal"}. A call with named arguments looks nearly the same: there, a bracket or a comma
 * is next to the key or the value.
 */
final class LoginKeyDetector {
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 40;
  private static final double SCORE = 0.65;
  private static final int REACH = 80;
  private static final List<String> KEYS =
      List.of("user=", "acct=", "uid=", "usr=", "ruser=", "logname=", "login=");

  /** What stands for an account. */
  private static final Set<String> NOBODY =
      Set.of(
          "unknown",
          "none",
          "null",
          "true",
          "false",
          "user",
          "username",
          "web",
          "invalid",
          "local",
          "public",
          "self",
          "me",
          "string",
          "required");

  /** Names that stand beside the login of a database. */
  private static final List<String> CONNECTIONS =
      List.of("dbname=", "host=", "jdbc:", "server=", "database=", "sslmode=");

  private LoginKeyDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "login-key",
            1,
            Set.of("pii.username"),
            MAX_LENGTH,
            new Trigger(KEYS, true, false),
            LoginKeyDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(REACH));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int key = hits.start(hit);
      if (!beginsField(text, key) || Character.isUpperCase(text.at(key))) {
        continue;
      }
      int start = hits.end(hit);
      char quote = text.at(start) == '"' || text.at(start) == '\'' ? text.at(start) : '\0';
      start += quote == '\0' ? 0 : 1;
      int end = nameEnd(text, start);
      boolean closed = quote == '\0' ? endsField(text, end) : text.at(end) == quote;
      if (closed && isLogin(text.subSequence(start, end)) && !isConnection(text, key)) {
        sink.add(start, end, "pii.username", "USERNAME", SCORE, Evidence.CONTEXT);
      }
    }
  }

  private static boolean beginsField(ScannedText text, int key) {
    char before = text.at(key - 1);
    boolean further = before != ' ' || text.at(key - 2) != ',';
    return (before == '\0' || before <= ' ' || "&?;|[:".indexOf(before) >= 0) && further;
  }

  private static boolean endsField(ScannedText text, int end) {
    char after = text.at(end);
    return after == '\0' || after <= ' ' || "&;|]".indexOf(after) >= 0;
  }

  private static int nameEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_LENGTH
        && (CharacterKinds.isAsciiAlphanumeric(text.at(end)) || "._-".indexOf(text.at(end)) >= 0)
        && text.at(end) != '\0') {
      end++;
    }
    return end;
  }

  private static boolean isLogin(String name) {
    boolean fits = name.length() >= MIN_LENGTH && name.length() <= MAX_LENGTH;
    boolean letter = fits && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    boolean member =
        name.startsWith("request.") || name.startsWith("self.") || name.contains("_user");
    return letter && !member && !name.endsWith(".") && !isNobody(name);
  }

  private static boolean isNobody(String name) {
    return NOBODY.contains(name) || SystemAccounts.holds(name);
  }

  private static boolean isConnection(ScannedText text, int key) {
    String around =
        text.subSequence(Math.max(0, key - REACH), Math.min(text.length(), key + REACH));
    return CONNECTIONS.stream().anyMatch(around::contains);
  }
}
