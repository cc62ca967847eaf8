package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.secret.ConfigLine.Word;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Passwords in recorded sessions with mail servers: the last word of a LOGIN with its tag (RFC
 * 9051), and the answer in Base64 where a server asked for the password in Base64 (SMTP, IMAP).
 */
final class MailSessionDetector {
  private static final int MAX_VALUE = 128;
  private static final int MAX_PREFIX = 12;
  private static final int MAX_TAG = 8;
  private static final int LEAST = 4;
  private static final int LEAST_CODED = 8;

  /** {@code Password:} in Base64. */
  private static final String ASKED = "UGFzc3dvcmQ6";

  private static final int LOGIN_WORDS = 3;

  private MailSessionDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "mail-session",
            1,
            Set.of("secret.password", "secret.basic_auth"),
            MAX_VALUE,
            Trigger.anchors(" login ", ASKED),
            MailSessionDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int start = hits.start(hit);
      if (start < taken) {
        continue;
      }
      taken =
          hits.anchor(hit) == 0
              ? login(text, start, sink)
              : Assignment.stands(text, start, ASKED) ? answer(text, hits.end(hit), sink) : start;
    }
  }

  /** {@code a2 LOGIN mira …}, where nothing follows on the line. */
  private static int login(ScannedText text, int blank, FindingSink sink) {
    if (!isTag(text, blank)) {
      return blank + 1;
    }
    ConfigLine line = ConfigLine.from(text, blank + 1);
    Word password = line.at(LOGIN_WORDS - 1);
    String value = text.subSequence(password.start(), password.end());
    boolean plausible =
        line.size() == LOGIN_WORDS
            && value.length() >= LEAST
            && value.length() <= MAX_VALUE
            && !Placeholders.isPlaceholder(value)
            && (password.quoted() || ToldValue.isNoWord(value));
    if (plausible) {
      sink.add(
          password.start(), password.end(), "secret.password", "PASSWORD", 0.7, Evidence.CONTEXT);
    }
    return plausible ? password.end() : blank + 1;
  }

  /** A short word with a digit that begins the line, or follows a mark such as {@code C:}. */
  private static boolean isTag(ScannedText text, int end) {
    int start = end;
    boolean digit = false;
    while (end - start <= MAX_TAG && CharacterKinds.isAsciiAlphanumeric(text.at(start - 1))) {
      start--;
      digit |= CharacterKinds.isDigit(text.at(start));
    }
    char before = text.at(start - 1);
    boolean marked = before == ' ' && ":><".indexOf(text.at(start - 2)) >= 0;
    return digit && end - start <= MAX_TAG && (before == '\n' || before == '\0' || marked);
  }

  /** The word in Base64 on the next line, perhaps behind a mark. */
  private static int answer(ScannedText text, int asked, FindingSink sink) {
    int at = asked;
    while (at - asked < 2 && (text.at(at) == '\r' || text.at(at) == '\n')) {
      at++;
    }
    if (at == asked) {
      return asked;
    }
    int line = at;
    while (at - line < MAX_PREFIX && text.at(at) >= ' ' && text.at(at) != '\n') {
      int end = at;
      while (end - at < MAX_VALUE && Alphabet.ANY_BASE64.holds(text.at(end))) {
        end++;
      }
      if (end - at >= LEAST_CODED && text.at(end) <= ' ' && isText(text.subSequence(at, end))) {
        sink.add(at, end, "secret.basic_auth", "CREDENTIALS", 0.9, Evidence.CHECKSUM);
        return end;
      }
      at = Math.max(end, at + 1);
    }
    return asked;
  }

  private static boolean isText(String coded) {
    try {
      String text = new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
      return text.length() >= LEAST && text.chars().allMatch(c -> c >= ' ' && c != 0xFFFD);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
