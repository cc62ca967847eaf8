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
 * Who was logged in, in the common log format of web servers: {@code 198.51.100.7 - mira
 * [14/Feb/2031:…}. A hyphen stands there where nobody was.
 */
final class AccessLogUser {
  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 40;

  private AccessLogUser() {}

  static Detector detector() {
    return new RuleDetector(
            "access-log-user",
            1,
            Set.of("pii.username"),
            MAX_LENGTH,
            new Trigger(List.of(" - "), true, false),
            AccessLogUser::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      char host = text.at(hits.start(hit) - 1);
      int start = hits.end(hit);
      if (Character.digit(host, 16) < 0 && !CharacterKinds.isAsciiLetter(host)) {
        continue;
      }
      int end = start;
      boolean letter = false;
      while (end - start <= MAX_LENGTH && isName(text.at(end))) {
        letter |= CharacterKinds.isAsciiLetter(text.at(end));
        end++;
      }
      if (letter && end - start >= MIN_LENGTH && isTime(text, end)) {
        sink.add(start, end, "pii.username", "USERNAME", 0.7, Evidence.CONTEXT);
      }
    }
  }

  /** A bracket, the day and a slash. */
  private static boolean isTime(ScannedText text, int at) {
    return text.at(at) == ' '
        && text.at(at + 1) == '['
        && CharacterKinds.isDigit(text.at(at + 2))
        && CharacterKinds.isDigit(text.at(at + 3))
        && text.at(at + 4) == '/'
        && CharacterKinds.isAsciiLetter(text.at(at + 5));
  }

  private static boolean isName(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || (c != '\0' && "._-@\\".indexOf(c) >= 0);
  }
}
