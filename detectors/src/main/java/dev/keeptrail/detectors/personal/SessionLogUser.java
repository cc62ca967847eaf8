package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Who logged in or tried to, in the log of a machine: {@code Accepted publickey for mira from …},
 * {@code session opened for user mira(uid=1001)}, {@code sudo: mira : TTY=pts/0}. Accounts of
 * programs do not count.
 */
final class SessionLogUser {
  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 32;
  private static final String INVALID = "invalid user ";
  private static final String TERMINAL = " : tty=";
  private static final List<String> ANCHORS =
      List.of(
          TERMINAL,
          "failed password for ",
          "accepted password for ",
          "accepted publickey for ",
          "failed publickey for ",
          "postponed publickey for ",
          "accepted keyboard-interactive/pam for ",
          "failed none for ",
          "session opened for user ",
          "session closed for user ",
          "failed password for invalid user ",
          "disconnected from user ",
          "disconnected from authenticating user ");

  private SessionLogUser() {}

  static Detector detector() {
    return new RuleDetector(
            "session-log-user",
            1,
            Set.of("pii.username"),
            MAX_LENGTH,
            Trigger.anchors(ANCHORS),
            SessionLogUser::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      boolean terminal = hits.anchor(hit) == 0;
      int start = terminal ? nameStart(text, hits.start(hit)) : hits.end(hit);
      int end = terminal ? hits.start(hit) : nameEnd(text, start);
      if (start >= taken && isName(text, start, end) && (terminal || isFollowed(text, end))) {
        sink.add(start, end, "pii.username", "USERNAME", 0.7, Evidence.CONTEXT);
        taken = end;
      }
    }
  }

  /** What such lines have behind the name: from where, by whom, with which number, or nothing. */
  private static boolean isFollowed(ScannedText text, int end) {
    char c = text.at(end);
    char next = text.at(end + 1);
    return c == '\0' || c == '\n' || c == '\r' || c == '(' || (c == ' ' && isFrom(text, next, end));
  }

  private static boolean isFrom(ScannedText text, char next, int end) {
    return CharacterKinds.isDigit(next)
        || (next == 'f' && text.at(end + 2) == 'r')
        || (next == 'b' && text.at(end + 2) == 'y');
  }

  private static boolean isName(ScannedText text, int start, int end) {
    boolean letter = false;
    for (int at = start; at < end; at++) {
      letter |= CharacterKinds.isAsciiLetter(text.at(at));
    }
    boolean fits = letter && end - start >= MIN_LENGTH && end - start <= MAX_LENGTH;
    String name = fits ? text.subSequence(start, end) : "";
    return fits
        && !SystemAccounts.holds(name)
        && !INVALID.startsWith(name)
        && !NoUsername.isOne(name);
  }

  private static int nameEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_LENGTH && isOfName(text.at(end))) {
      end++;
    }
    while (end > start && (text.at(end - 1) == '.' || text.at(end - 1) == '-')) {
      end--;
    }
    return end;
  }

  private static int nameStart(ScannedText text, int end) {
    int start = end;
    while (end - start <= MAX_LENGTH && isOfName(text.at(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isOfName(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || (c != '\0' && "._-@\\+".indexOf(c) >= 0);
  }
}
