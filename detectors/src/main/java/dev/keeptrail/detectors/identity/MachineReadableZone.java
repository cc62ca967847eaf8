package dev.keeptrail.detectors.identity;

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
 * Machine readable zones of travel documents (ICAO 9303, parts 4 to 7): two lines of 44 or 36
 * characters, or three of 30, whose check digits for number, birth and expiry hold. Found whole,
 * names included.
 */
final class MachineReadableZone {
  private static final String PASSPORT = "pii.passport.mrz";
  private static final String CARD = "pii.national_id.mrz";
  private static final int LONGEST_LINE = 44;
  private static final int SHORTEST_LINE = 30;
  private static final int MAX_MATCH = 3 * LONGEST_LINE;

  private MachineReadableZone() {}

  static Detector detector() {
    return new RuleDetector(
            "mrz",
            1,
            Set.of(PASSPORT, CARD),
            MAX_MATCH,
            // WHY: digits too, so that it runs whenever others that look at the same digits do.
            new Trigger(List.of("<<"), true, false),
            MachineReadableZone::detect)
        .reaching(Reach.from(MachineReadableZone::zoneStart).lookingBack(2 * MAX_MATCH));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int done = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (hits.start(hit) >= done) {
        int start = lineStart(text, hits.start(hit));
        int end = lineEnd(text, start);
        done = Math.max(end, done);
        int found = report(text, start, end, sink);
        done = Math.max(found, done);
      }
    }
  }

  /** Start of the lines before that could belong to a zone. */
  private static int zoneStart(ScannedText text, int trigger) {
    int start = trigger;
    while (trigger - start < MAX_MATCH
        && (isZone(text.at(start - 1)) || Character.isWhitespace(text.at(start - 1)))) {
      start--;
    }
    while (start < trigger && Character.isWhitespace(text.at(start))) {
      start++;
    }
    return trigger - start < SHORTEST_LINE ? lineStart(text, trigger) : start;
  }

  private static int lineStart(ScannedText text, int at) {
    int start = at;
    while (at - start <= LONGEST_LINE && isZone(text.at(start - 1))) {
      start--;
    }
    return start;
  }

  private static int lineEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= LONGEST_LINE && isZone(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isZone(char c) {
    return c == '<' || CharacterKinds.isDigit(c) || (c >= 'A' && c <= 'Z');
  }

  /** Reports the zone that holds the line, whichever of its lines that is; returns its end or 0. */
  private static int report(ScannedText text, int start, int end, FindingSink sink) {
    int length = end - start;
    int lines = length == 30 ? 3 : length == 36 || length == LONGEST_LINE ? 2 : 0;
    int first = start;
    for (int back = 0; back < lines && first >= 0; back++) {
      int zoneEnd = zoneEnd(text, first, length, lines);
      if (zoneEnd > 0) {
        boolean card = "IAC".indexOf(text.at(first)) >= 0;
        sink.add(
            first,
            zoneEnd,
            card ? CARD : PASSPORT,
            card ? Kind.NATIONAL.label() : Kind.PASSPORT.label(),
            0.99,
            Evidence.CHECKSUM);
        return zoneEnd;
      }
      first = previousLine(text, first, length);
    }
    return 0;
  }

  private static int previousLine(ScannedText text, int start, int length) {
    int end = start;
    while (start - end < 4 && Character.isWhitespace(text.at(end - 1))) {
      end--;
    }
    int line = end - length;
    return end < start && line >= 0 && lineEnd(text, line) == end ? line : -1;
  }

  private static int nextLine(ScannedText text, int end, int length) {
    int start = end;
    while (start - end < 4 && Character.isWhitespace(text.at(start))) {
      start++;
    }
    return start > end && lineEnd(text, start) == start + length ? start : -1;
  }

  /** End of the zone that starts with this line if its check digits hold, or -1. */
  private static int zoneEnd(ScannedText text, int first, int length, int lines) {
    int second = nextLine(text, first + length, length);
    if (second < 0) {
      return -1;
    }
    if (lines == 2) {
      String line = text.subSequence(second, second + length);
      boolean holds = holds(line, 0, 9) && holds(line, 13, 19) && holds(line, 21, 27);
      return holds ? second + length : -1;
    }
    int third = nextLine(text, second + length, length);
    String line = text.subSequence(second, second + length);
    String top = text.subSequence(first, first + length);
    boolean holds = holds(top, 5, 14) && holds(line, 0, 6) && holds(line, 8, 14);
    return third >= 0 && holds ? third + length : -1;
  }

  private static boolean holds(String line, int from, int check) {
    return CharacterKinds.isDigit(line.charAt(check))
        && StandardCheck.icao(line.substring(from, check + 1));
  }
}
