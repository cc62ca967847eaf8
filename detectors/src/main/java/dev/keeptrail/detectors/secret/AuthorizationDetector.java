package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * What stands in an Authorization header (RFC 9110), in a program or a command line: after a scheme
 * such as Bearer, or after the header's name. For Basic (RFC 7617) the Base64 must hold a colon.
 * The {@code auth} entry of a Docker configuration has the same form.
 */
final class AuthorizationDetector {
  private static final String BASIC = "secret.basic_auth";
  private static final String BEARER = "secret.bearer_token";
  private static final int MAX_VALUE = 2_048;
  private static final int MIN_BEARER = 12;
  private static final int MAX_NAME = 20;
  private static final int BASIC_SCHEME = 1;
  private static final int HEADER = 2;
  private static final int DOCKER = 3;
  private static final int MAIL = 4;

  private AuthorizationDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "authorization",
            2,
            Set.of(BASIC, BEARER),
            MAX_VALUE,
            Trigger.anchors("bearer ", "basic ", "authorization", "\"auth\"", "auth plain "),
            AuthorizationDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(2 * MAX_VALUE));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.end(i);
      if (start < taken || text.insideWord(hits.start(i))) {
        continue;
      }
      if (hits.anchor(i) >= HEADER && hits.anchor(i) != MAIL) {
        start = valueStart(text, start);
      }
      if (start > 0) {
        taken = judge(text, start, hits.anchor(i), sink);
      }
    }
  }

  /** Where the value of a header starts, past its sign, quotes and scheme; -1 without a sign. */
  private static int valueStart(ScannedText text, int nameEnd) {
    int at = nameEnd;
    boolean sign = false;
    while (at - nameEnd < 10 && isGap(text.at(at))) {
      sign |= text.at(at) == ':' || text.at(at) == '=' || text.at(at) == ',';
      at++;
    }
    int scheme = at;
    while (scheme - at < 12
        && (Alphabet.LETTERS.holds(text.at(scheme)) || text.at(scheme) == '-')) {
      scheme++;
    }
    boolean schemed = text.at(scheme) == ' ' && scheme > at;
    return sign ? (schemed ? scheme + 1 : at) : -1;
  }

  private static boolean isGap(char c) {
    return c != '\0' && " :=>\"'`\\,".indexOf(c) >= 0;
  }

  /** Base64 of a name and a password with zeros around, as mail servers take them. */
  private static boolean isPlain(String value) {
    if (value.length() < 12) {
      return false;
    }
    try {
      String decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      int second = decoded.lastIndexOf('\0');
      return second > 0 && second < decoded.length() - 3 && decoded.indexOf('\0') < second;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int judge(ScannedText text, int start, int anchor, FindingSink sink) {
    int from = start;
    while (from - start < 3 && isGap(text.at(from))) {
      from++;
    }
    int end = from;
    while (end - from < MAX_VALUE && isValue(text.at(end))) {
      end++;
    }
    while (end > from && text.at(end - 1) == '.') {
      end--;
    }
    String value = text.subSequence(from, end);
    if (isScheme(text, end)) {
      return end;
    }
    if (anchor == MAIL) {
      if (isPlain(value)) {
        sink.add(from, end, BASIC, "CREDENTIALS", 0.9, Evidence.CHECKSUM);
      }
    } else if (anchor != 0 && isBasic(value)) {
      sink.add(from, end, BASIC, "CREDENTIALS", 0.9, Evidence.CHECKSUM);
    } else if (anchor != BASIC_SCHEME && anchor != DOCKER && isBearer(value)) {
      sink.add(from, end, BEARER, "TOKEN", 0.8, Evidence.CONTEXT);
    }
    return end;
  }

  /** A scheme with parameters of its own behind it: {@code ACME4-HMAC-SHA256 Credential=…}. */
  private static boolean isScheme(ScannedText text, int end) {
    int name = end + 1;
    int sign = name;
    while (sign - name < MAX_NAME && Alphabet.LETTERS.holds(text.at(sign))) {
      sign++;
    }
    return text.at(end) == ' ' && sign > name && text.at(sign) == '=';
  }

  private static boolean isValue(char c) {
    return Alphabet.ANY_BASE64.holds(c) || ".~!@".indexOf(c) >= 0;
  }

  private static boolean isBearer(String value) {
    boolean long16 = value.length() >= MIN_BEARER && !Placeholders.isPlaceholder(value);
    // WHY: web tokens have a detector of their own, which knows when one is whole.
    return long16
        && !value.startsWith("eyJ")
        && (Randomness.isRandom(value)
            || (Randomness.switches(value) >= 3 && !Randomness.isSequence(value)));
  }

  private static boolean isBasic(String value) {
    if (value.length() < 8) {
      return false;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(value);
      String decoded = new String(bytes, StandardCharsets.ISO_8859_1);
      int colon = decoded.indexOf(':');
      return colon >= 0
          && decoded.charAt(0) != '{'
          && decoded.length() > 4
          && decoded.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
