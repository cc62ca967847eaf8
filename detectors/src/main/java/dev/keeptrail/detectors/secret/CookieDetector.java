package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that keep somebody logged in: in headers and options, in the files that browsers and curl
 * keep them in, and by the names that frameworks give them.
 */
final class CookieDetector {
  static final String CATEGORY = "secret.cookie";
  private static final double SCORE = 0.65;
  private static final int MAX_HEADER = 2_000;
  private static final int MAX_VALUE = 1_200;
  private static final int MAX_NAME = 64;
  private static final int LEAST = 16;
  private static final List<String> HEADERS =
      List.of(
          "cookie:",
          "cookie: ",
          "--cookie ",
          "cookies=",
          "document.cookie=",
          "document.cookie = ",
          "\"cookie\"",
          "\"set-cookie\"");

  /** Where the value of a cookie stands in what browsers and recorders write. */
  private static final List<String> VALUES = List.of("\"value\"");

  /** What is noted of a cookie beside its name and value. */
  private static final List<String> ATTRIBUTES =
      List.of("\"httponly\"", "\"hostonly\"", "\"samesite\"", "\"secure\"", "\"expires\"");

  private static final String NAME = "\"name\"";
  private static final int LONGEST_ATTRIBUTE = 12;
  private static final int MAX_RECORD = 400;
  private static final List<String> JAR = List.of("\ttrue\t", "\tfalse\t");
  private static final List<String> NAMES =
      List.of(
          "phpsessid",
          "jsessionid",
          "aspsessionid",
          "asp.net_sessionid",
          ".aspnetcore.cookies",
          ".aspnetcore.identity.application",
          ".aspxauth",
          "connect.sid",
          "laravel_session",
          "rack.session",
          "ci_session",
          "remember_token",
          "remember_me",
          "remember_user_token",
          "remember_web_",
          "wordpress_logged_in_",
          "wordpress_sec_",
          "session-token",
          "authjs.session-token",
          "li_at",
          ".roblosecurity",
          "estsauthpersistent",
          "fedauth",
          "sapisid",
          "1psid",
          "3psid",
          "sessdata",
          "cfid_token");
  private static final List<String> TELLING =
      List.of(
          "sess", "sid", "auth", "token", "jwt", "remember", "login", "logged", "sso", "ticket");
  private static final List<String> HARMLESS = List.of("csrf", "xsrf", "visitor", "consent");

  private CookieDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "cookie",
            2,
            Set.of(CATEGORY),
            MAX_VALUE,
            Trigger.anchors(Stream.of(HEADERS, JAR, VALUES, NAMES).flatMap(List::stream).toList()),
            CookieDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(MAX_HEADER));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int end = hits.end(i);
      if (hits.start(i) < taken) {
        continue;
      }
      int anchor = hits.anchor(i);
      if (anchor < HEADERS.size()) {
        taken = header(text, headerStart(text, end), sink);
      } else if (anchor < HEADERS.size() + JAR.size()) {
        taken = line(text, hits.start(i), end, sink);
      } else if (anchor < HEADERS.size() + JAR.size() + VALUES.size()) {
        taken = kept(text, hits.start(i), end, sink);
      } else {
        taken = named(text, end, sink);
      }
    }
  }

  /** Recorded traffic has a header as a name in one field and the value in the next. */
  private static int headerStart(ScannedText text, int end) {
    Assignment paired = text.at(end - 1) == '"' ? Declared.paired(text, end) : null;
    return paired == null ? end : paired.start();
  }

  /** A value beside a telling name and an attribute of cookies in the same braces. */
  private static int kept(ScannedText text, int start, int end, FindingSink sink) {
    Assignment value = given(text, end);
    if (value == null) {
      return end;
    }
    int open = start;
    while (start - open < MAX_RECORD && open > 0 && !isBrace(text.at(open))) {
      open--;
    }
    int close = value.end();
    while (close - value.end() < MAX_RECORD && close < text.length() && !isBrace(text.at(close))) {
      close++;
    }
    Assignment name = null;
    boolean cookie = false;
    for (int at = open; at < close; at++) {
      at = at == start ? value.end() : at;
      if (text.at(at) == '"') {
        name =
            name == null && Assignment.stands(text, at, NAME)
                ? given(text, at + NAME.length())
                : name;
        cookie |= isAttribute(text, at);
      }
    }
    if (cookie && name != null && isTelling(text.subSequence(name.start(), name.end()))) {
      report(text, value.start(), value.end(), sink);
    }
    return value.end();
  }

  private static boolean isAttribute(ScannedText text, int at) {
    int end = Math.min(text.length(), at + LONGEST_ATTRIBUTE);
    String field = CaseFolding.fold(text.subSequence(at, end));
    return ATTRIBUTES.stream().anyMatch(field::startsWith);
  }

  private static boolean isBrace(char c) {
    return c == '{' || c == '}';
  }

  /** What stands in quotes behind the colon of a field. */
  private static @Nullable Assignment given(ScannedText text, int fieldEnd) {
    int sign = Assignment.blanks(text, fieldEnd);
    int quote = Assignment.blanks(text, sign + 1);
    return text.at(sign) == ':' && text.at(quote) == '"'
        ? WrittenValue.read(text, quote, Assignment.Link.SIGN)
        : null;
  }

  /** The pairs of a header, to the end of its line or quotes. */
  private static int header(ScannedText text, int start, FindingSink sink) {
    int at = start;
    while (at - start < MAX_HEADER && at < text.length()) {
      while (at < text.length() && " ;\"'".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      int sign = at;
      while (sign - at < MAX_NAME && isName(text.at(sign))) {
        sign++;
      }
      if (text.at(sign) != '=' || sign == at) {
        return sign;
      }
      int end = valueEnd(text, sign + 1);
      if (isTelling(text.subSequence(at, sign))) {
        report(text, sign + 1, end, sink);
      }
      if (text.at(end) != ';') {
        return end;
      }
      at = end;
    }
    return at;
  }

  /** A line of a file of cookies: domain, flag, path, flag, time, name, value. */
  private static int line(ScannedText text, int flag, int flagEnd, FindingSink sink) {
    int at = flagEnd;
    boolean path = text.at(at) == '/';
    int[] fields = new int[5];
    int field = 0;
    while (path && field < fields.length && at - flagEnd < MAX_VALUE && text.at(at) >= '\t') {
      if (text.at(at) == '\t') {
        fields[field++] = at;
      } else if (text.at(at) == '\n') {
        break;
      }
      at++;
    }
    if (field < 4 || fields[1] - fields[0] < 5 || fields[1] - fields[0] > 6) {
      return flag + 1;
    }
    String name = text.subSequence(fields[2] + 1, fields[3]);
    int end = valueEnd(text, fields[3] + 1);
    if (isTelling(name)) {
      report(text, fields[3] + 1, end, sink);
    }
    return end;
  }

  /** What a name that frameworks use is given. */
  private static int named(ScannedText text, int nameEnd, FindingSink sink) {
    int at = nameEnd;
    while (at - nameEnd < MAX_NAME && isName(text.at(at)) && text.at(at) != ':') {
      at++;
    }
    int start = at;
    boolean sign = false;
    while (start - at < 24 && start < text.length()) {
      char c = text.charAt(start);
      if ("=:\t".indexOf(c) >= 0) {
        sign = true;
      } else if ("\"', ".indexOf(c) < 0) {
        break;
      }
      start++;
    }
    // WHY: browsers export a cookie as a name in one field and the value in the next.
    if (Assignment.stands(text, start, "value")) {
      Assignment paired = Declared.paired(text, at + 1);
      start = paired == null ? start : paired.start();
      sign = paired != null;
    }
    int end = valueEnd(text, start);
    if (sign) {
      report(text, start, end, sink);
    }
    return Math.max(end, nameEnd);
  }

  private static boolean isTelling(String name) {
    String folded = CaseFolding.fold(name);
    return TELLING.stream().anyMatch(folded::contains)
        && HARMLESS.stream().noneMatch(folded::contains);
  }

  private static boolean isName(char c) {
    return Alphabet.GENERAL.holds(c) || c == '!' || c == '#' || c == '$' || c == '%';
  }

  private static int valueEnd(ScannedText text, int start) {
    int end = start;
    while (end - start < MAX_VALUE && text.at(end) > ' ' && ";\"',<>".indexOf(text.at(end)) < 0) {
      end++;
    }
    return end;
  }

  private static void report(ScannedText text, int start, int end, FindingSink sink) {
    String value = text.subSequence(start, Math.max(start, end));
    boolean drawn = value.length() >= LEAST && Randomness.isRandom(value);
    boolean fits = drawn && value.length() < MAX_VALUE && !Placeholders.isPlaceholder(value);
    if (fits && !value.startsWith("eyJ")) {
      sink.add(start, end, CATEGORY, "COOKIE", SCORE, Evidence.CONTEXT);
    }
  }
}
