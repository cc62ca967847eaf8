package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for a second factor or a password: lists of recovery codes, the key that an
 * authenticator is set up with, in groups of Base32, and the one that unlocks a disk.
 */
final class TwoFactorDetector {
  private static final String CATEGORY = "secret.recovery_code";
  private static final double SCORE = 0.7;
  private static final int REACH = 400;
  private static final int LEAD_IN = 120;
  private static final int LEAST_CODES = 3;
  private static final int MAX_CODE = 24;
  private static final int LEAST_CODE = 6;
  private static final int LEAST_KEY = 16;
  private static final int MAX_KEY = 96;
  private static final List<String> LISTS = ContextWords.anchors("recovery_codes");
  private static final List<String> DISKS =
      List.of(
          "bitlocker",
          "recovery key",
          "wiederherstellungsschlüssel",
          "clé de récupération",
          "clave de recuperación",
          "chiave di ripristino");

  /** Of eight groups of as many digits is what unlocks a disk; each can be divided by eleven. */
  private static final int DISK_GROUPS = 8;

  private static final int DISK_DIGITS = 6;
  private static final List<String> KEYS =
      List.of("totp", "2fa", "setup key", "authenticator", "mfa secret", "otp secret", "otp key");

  private TwoFactorDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "two-factor",
            2,
            Set.of(CATEGORY),
            MAX_KEY,
            Trigger.anchors(Stream.of(LISTS, DISKS, KEYS).flatMap(List::stream).toList()),
            TwoFactorDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(REACH + LEAD_IN));
  }

  private record Code(int start, int end) {}

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      boolean digits = CharacterKinds.isDigit(text.at(hits.start(i)));
      // WHY: digits of a hash may end so, too.
      if (hits.start(i) >= taken && !(digits && text.insideWord(hits.start(i)))) {
        int end = hits.end(i);
        int anchor = hits.anchor(i);
        taken =
            anchor < LISTS.size()
                ? codes(text, end, sink)
                : anchor < LISTS.size() + DISKS.size()
                    ? disk(text, end, sink)
                    : key(text, end, sink);
      }
    }
  }

  /** A list of codes, one after the other with nothing but marks between. */
  private static int codes(ScannedText text, int start, FindingSink sink) {
    var codes = new ArrayList<Code>();
    int at = start;
    int end = Math.min(text.length(), start + REACH);
    while (at < end) {
      char c = text.charAt(at);
      if (!CharacterKinds.isAsciiAlphanumeric(c)) {
        at++;
        continue;
      }
      Code code = code(text, at);
      if (code != null) {
        codes.add(code);
        at = code.end();
      } else if (!codes.isEmpty() && !isNumber(text, at)) {
        break;
      } else if (at - start > LEAD_IN) {
        break;
      } else {
        at = runEnd(text, at);
      }
    }
    if (codes.size() >= LEAST_CODES) {
      codes.forEach(code ->
          sink.add(code.start(), code.end(), CATEGORY, "RECOVERY_CODE", SCORE, Evidence.CONTEXT));
    }
    return Math.max(start, at);
  }

  private static boolean isNumber(ScannedText text, int start) {
    int end = runEnd(text, start);
    return end - start <= 2 && CharacterKinds.isDigit(text.at(start));
  }

  /** Groups of letters and digits of equal length with one sign between, digits among them. */
  private static @Nullable Code code(ScannedText text, int start) {
    int first = runEnd(text, start);
    int group = first - start;
    int end = first;
    char joint = text.at(first);
    while ((joint == '-' || joint == ' ')
        && text.at(end) == joint
        && group >= 3
        && group <= LEAST_CODE
        && end - start < MAX_CODE
        && runEnd(text, end + 1) - end - 1 == group
        && (joint == '-' || isMixed(text, end + 1, end + 1 + group))) {
      end += group + 1;
    }
    boolean fits = end - start >= LEAST_CODE && end - start <= MAX_CODE;
    return fits && isMixed(text, start, end) ? new Code(start, end) : null;
  }

  private static boolean isMixed(ScannedText text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += CharacterKinds.isDigit(text.at(i)) ? 1 : 0;
    }
    return digits > 0;
  }

  private static int runEnd(ScannedText text, int start) {
    int end = start;
    while (end - start < MAX_CODE && CharacterKinds.isAsciiAlphanumeric(text.at(end))) {
      end++;
    }
    return end;
  }

  private static int disk(ScannedText text, int start, FindingSink sink) {
    for (int at = start; at - start < LEAD_IN && at < text.length(); at++) {
      boolean border =
          CharacterKinds.isDigit(text.at(at)) && !CharacterKinds.isDigit(text.at(at - 1));
      int end = border ? diskEnd(text, at) : -1;
      if (end > 0) {
        sink.add(at, end, CATEGORY, "RECOVERY_CODE", SCORE, Evidence.CHECKSUM);
        return end;
      }
    }
    return start;
  }

  private static int diskEnd(ScannedText text, int start) {
    int at = start;
    for (int group = 0; group < DISK_GROUPS; group++) {
      at += group > 0 && text.at(at) == '-' ? 1 : 0;
      int number = 0;
      int digits = 0;
      while (digits <= DISK_DIGITS && CharacterKinds.isDigit(text.at(at))) {
        number = number * 10 + text.at(at) - '0';
        digits++;
        at++;
      }
      if (digits != DISK_DIGITS || number % 11 != 0) {
        return -1;
      }
    }
    return at;
  }

  /** Groups of four, or one run, of what Base32 is written with. */
  private static int key(ScannedText text, int start, FindingSink sink) {
    int at = start;
    while (at - start < LEAD_IN && at < text.length() && text.charAt(at) != '\n') {
      boolean border = !text.insideWord(at) && Character.isLetterOrDigit(text.charAt(at));
      int end = border ? keyEnd(text, at) : -1;
      if (end > 0) {
        sink.add(at, end, CATEGORY, "TOTP_KEY", SCORE, Evidence.CONTEXT);
        return end;
      }
      at++;
    }
    return start;
  }

  private static int keyEnd(ScannedText text, int start) {
    int end = start;
    int letters = 0;
    int digits = 0;
    int group = 0;
    boolean grouped = false;
    while (end - start < MAX_KEY) {
      char c = text.at(end);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean gap = (c == ' ' || c == '-') && group == 4;
      if (gap && groupLength(text, end + 1) == 4) {
        grouped = true;
        group = 0;
      } else if (letter || (c >= '2' && c <= '7')) {
        letters += letter ? 1 : 0;
        digits += letter ? 0 : 1;
        group++;
      } else {
        break;
      }
      end++;
    }
    boolean whole = !CharacterKinds.joinsWord(text.at(end)) && letters + digits >= LEAST_KEY;
    return whole && digits >= 2 && letters > digits && (grouped ? group == 4 : true) ? end : -1;
  }

  private static int groupLength(ScannedText text, int start) {
    return runEnd(text, start) - start;
  }
}
