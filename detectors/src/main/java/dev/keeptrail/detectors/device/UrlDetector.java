package dev.keeptrail.detectors.device;

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
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * Web addresses: with a scheme, starting with {@code www.}, or a bare host name under one of the
 * domains that are hardly ever a file ending. They run up to the first white space, quote or
 * bracket; punctuation at the end is not part of them.
 */
final class UrlDetector {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_HOST = 253;
  private static final WordTable SCHEMES =
      WordTable.of(List.of("http", "https", "ftp", "ftps", "sftp", "ws", "wss", "ssh", "git"));
  private static final List<String> ANCHORS =
      List.of(
          "://", "www.", ".com", ".org", ".net", ".edu", ".gov", ".io", ".co.uk", ".de", ".fr",
          ".es", ".it", ".nl", ".eu", ".info", ".biz", ".app", ".dev", ".ai");
  private static final int BARE = 2;
  private static final String STOPS = "\"'<>`{}|\\^，。、";
  private static final String TRAILING = ".,;:!?'*_~-";

  private UrlDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "url", 1, Set.of("pii.url"), MAX_LENGTH, Trigger.anchors(ANCHORS), UrlDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(2 * MAX_LENGTH));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (hits.start(hit) < taken) {
        continue;
      }
      int start = start(text, hits, hit, taken);
      if (start < 0) {
        continue;
      }
      int host = hits.anchor(hit) == 0 ? hits.end(hit) : start;
      int end = end(text, start);
      if (end > host && isHost(text.at(host))) {
        double score = hits.anchor(hit) < BARE ? 0.9 : 0.6;
        sink.add(start, end, "pii.url", "URL", score, Evidence.PATTERN);
      }
      taken = Math.max(taken, end);
    }
  }

  private static int start(ScannedText text, Hits hits, int hit, int floor) {
    int anchor = hits.start(hit);
    if (hits.anchor(hit) == 0) {
      return schemeStart(text, anchor, floor);
    }
    if (hits.anchor(hit) == 1) {
      return CharacterKinds.joinsWord(text.at(anchor - 1)) ? -1 : anchor;
    }
    char next = text.at(hits.end(hit));
    boolean ends = !CharacterKinds.joinsWord(next) && next != '@' && next != '(' && next != '-';
    // WHY: two letters after a full stop may be a word; with a path behind them they are not.
    ends &= hits.end(hit) - anchor > 3 || next == '/';
    return ends ? hostStart(text, anchor, floor) : -1;
  }

  private static int schemeStart(ScannedText text, int anchor, int floor) {
    int start = anchor;
    while (start > floor
        && anchor - start < 8
        && CharacterKinds.isAsciiAlphanumeric(text.charAt(start - 1))) {
      start--;
    }
    return SCHEMES.match(text, start, anchor) == anchor ? start : -1;
  }

  private static int hostStart(ScannedText text, int anchor, int floor) {
    int start = anchor;
    while (start > floor && anchor - start < MAX_HOST && isHost(text.charAt(start - 1))) {
      start--;
    }
    char before = text.at(start - 1);
    boolean free = before != '@' && before != '/' && before != '-' && before != '.';
    return free && start < anchor ? start : -1;
  }

  private static boolean isHost(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '-' || c == '.' || c == '[';
  }

  private static int end(ScannedText text, int start) {
    int end = start;
    int open = 0;
    while (end - start < MAX_LENGTH && end < text.length() && !isStop(text.charAt(end))) {
      open += text.charAt(end) == '(' || text.charAt(end) == '[' ? 1 : 0;
      if (text.charAt(end) == ')' || text.charAt(end) == ']') {
        if (open == 0) {
          break;
        }
        open--;
      }
      end++;
    }
    while (end > start && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean isStop(char c) {
    return Character.isWhitespace(c) || STOPS.indexOf(c) >= 0;
  }
}
