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
 * The code that a server hands to an application through the browser (RFC 6749, section 4.1), and
 * that whoever has it can trade for a token: {@code code=…} among the parameters of an address with
 * {@code state=…}, of one whose path says that it is called back, or of a request for the token.
 */
final class AuthorizationCodeDetector {
  private static final String CATEGORY = "secret.authorization_code";
  private static final double SCORE = 0.7;
  private static final int MAX_VALUE = 512;
  private static final int LEAST = 10;
  private static final int LEAST_LETTERS = 20;
  private static final int REACH = 160;

  /** Parameters that only such answers and requests have beside a code. */
  private static final List<String> BESIDE =
      List.of("state=", "session_state=", "iss=", "scope=", "grant_type=", "code_verifier=");

  /** In the path in front of the parameters. */
  private static final List<String> PATHS =
      List.of("callback", "oauth", "oauth2", "oidc", "signin", "sign-in", "cb", "sso", "authorize");

  private AuthorizationCodeDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "authorization-code",
            1,
            Set.of(CATEGORY),
            MAX_VALUE,
            Trigger.anchors("code="),
            AuthorizationCodeDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.end(i);
      if (hits.start(i) < taken || !isParameter(text, hits.start(i))) {
        continue;
      }
      int end = start;
      while (end - start < MAX_VALUE && isValue(text.at(end))) {
        end++;
      }
      taken = end;
      if (isDrawn(text.subSequence(start, end)) && isCallback(text, hits.start(i), end)) {
        sink.add(start, end, CATEGORY, "TOKEN", SCORE, Evidence.CONTEXT);
      }
    }
  }

  private static boolean isParameter(ScannedText text, int name) {
    char before = text.at(name - 1);
    boolean reference = before == ';' && text.at(name - 2) == 'p' && text.at(name - 3) == 'm';
    // WHY: the body of a request may begin with it, and is quoted on a command line.
    boolean first = before == '"' || before == '\'' || before == '\n' || before == '\0';
    return before == '?' || before == '&' || before == '#' || reference || first;
  }

  private static boolean isValue(char c) {
    return Alphabet.SIGNED.holds(c) || c == '.' || c == '~' || c == '%' || c == '*' || c == '!';
  }

  /** What a server could have drawn; names and numbers of vouchers and places are not so long. */
  private static boolean isDrawn(String value) {
    if (value.length() < LEAST || Placeholders.isPlaceholder(value)) {
      return false;
    }
    boolean mixed = Randomness.switches(value) >= 3 && !Randomness.isSequence(value);
    return mixed
        || Randomness.isRandom(value)
        || (value.length() >= LEAST_LETTERS && Randomness.isPerhapsRandom(value));
  }

  /** Whether the parameters beside it, or the path in front, speak of a login. */
  private static boolean isCallback(ScannedText text, int name, int end) {
    int from = name;
    while (name - from < REACH && isAddress(text.at(from - 1))) {
      from--;
    }
    int to = end;
    while (to - end < REACH && isAddress(text.at(to))) {
      to++;
    }
    int query = name;
    while (query > from && text.at(query) != '?' && text.at(query) != '#') {
      query--;
    }
    return Surroundings.any(text, query, name, BESIDE)
        || Surroundings.any(text, end, to, BESIDE)
        || (query > from && Surroundings.any(text, from, query, PATHS));
  }

  private static boolean isAddress(char c) {
    return c > ' ' && "\"'<>`".indexOf(c) < 0;
  }
}
