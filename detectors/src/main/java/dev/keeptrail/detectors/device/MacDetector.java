package dev.keeptrail.detectors.device;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * Hardware addresses of 48 or 64 bits (IEEE EUI-48 and EUI-64): pairs of hexadecimal digits parted
 * by colons, hyphens or, after a word that names them, spaces; groups of four parted by dots; or no
 * signs at all after such a word. Addresses of nobody do not count: all zeros or all ones, those of
 * groups, of virtual routers and of documentation.
 */
final class MacDetector {
  private static final int SHORT = 12;
  private static final int LONG = 16;
  private static final int MAX_LENGTH = 23;
  private static final int REACH = 32;
  private static final int MAX_FILLER = 16;
  private static final int COLON = 0;
  private static final WordTable WORDS = ContextWords.table("mac");

  /** What such pairs of digits are besides: numbers and fingerprints of certificates and keys. */
  private static final WordTable DIGESTS = ContextWords.table("digest");

  /** A certificate is printed with the value on a line of its own, far in. */
  private static final int DIGEST_REACH = 64;

  /**
   * How addresses begin that are no device's: groups of IPv4 (RFC 1112), of IPv6 (RFC 2464), of
   * bridges and of Cisco's protocols; virtual routers (RFC 9568); documentation (RFC 9542).
   */
  private static final List<String> NOBODY =
      List.of("01005e", "3333", "0180c2", "01000c", "00005e0001", "00005e0002", "00005e0053");

  private static final List<String> ANCHORS =
      List.of(":", "mac address", "mac", "hardware address", "physical address", "ethernet");

  private MacDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "mac",
            1,
            Set.of("pii.mac"),
            MAX_LENGTH,
            new Trigger(ANCHORS, true, false),
            MacDetector::detect)
        .reaching(Reach.from(MacDetector::rowStart));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (hits.anchor(hit) != COLON) {
        taken = Math.max(taken, behind(text, hits.end(hit), sink));
        continue;
      }
      int colon = hits.start(hit);
      if (colon - 2 >= taken && isPair(text, colon - 2) && isPair(text, colon + 1)) {
        taken = Math.max(taken, address(text, colon - 2, sink));
      }
    }
    taken = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      if (!isPart(text, hits, run)) {
        continue;
      }
      int start = firstHex(text, hits.digitRunStart(run), taken);
      if (start >= taken && text.at(start + 2) != ':') {
        taken = Math.max(taken, address(text, start, sink));
      }
    }
  }

  /** An address without a digit, closely behind a word that names it; returns its end, or -1. */
  private static int behind(ScannedText text, int labelEnd, FindingSink sink) {
    for (int at = labelEnd; at < labelEnd + MAX_FILLER && at < text.length(); at++) {
      char sign = text.at(at + 2);
      boolean parted = sign == '-' || text.at(at + 4) == '.';
      if (parted && isPair(text, at)) {
        int end = address(text, at, sink);
        if (end > 0) {
          return end;
        }
      }
    }
    return -1;
  }

  /** Whether a digit run stands in a group of the size that addresses have, next to a sign. */
  private static boolean isPart(ScannedText text, Hits hits, int run) {
    int start = hits.digitRunStart(run);
    int end = hits.digitRunEnd(run);
    while (CharacterKinds.isHexDigit(text.at(start - 1)) && end - start <= LONG) {
      start--;
    }
    while (CharacterKinds.isHexDigit(text.at(end)) && end - start <= LONG) {
      end++;
    }
    char before = text.at(start - 1);
    char after = text.at(end);
    return switch (end - start) {
      case 2 -> after == '-' || before == '-' || (after == ' ' && isPair(text, end + 1));
      case 4 -> after == '.' || before == '.';
      case SHORT, LONG -> !CharacterKinds.joinsWord(before) && !CharacterKinds.joinsWord(after);
      default -> false;
    };
  }

  /** Where the row of pairs and signs around a digit starts, as far as an address could reach. */
  private static int firstHex(ScannedText text, int digit, int floor) {
    int start = digit;
    int at = digit - 1;
    while (at >= floor && digit - at < MAX_LENGTH) {
      char c = text.charAt(at);
      if (CharacterKinds.isHexDigit(c)) {
        start = at;
      } else if (!isSign(c) || !CharacterKinds.isHexDigit(text.at(at - 1))) {
        break;
      }
      at--;
    }
    return start;
  }

  private static int rowStart(ScannedText text, int trigger) {
    return Math.min(Lead.TOKEN.start(text, trigger), firstHex(text, trigger, 0));
  }

  /** The last line of a longer row of pairs, the line before which ends with their colon. */
  private static boolean goesOn(ScannedText text, int start) {
    int at = start;
    while (start - at < REACH && Character.isWhitespace(text.at(at - 1))) {
      at--;
    }
    return at < start && text.at(at - 1) == ':' && isPair(text, at - 3);
  }

  /** Reports the address that starts here; returns its end, or -1. */
  private static int address(ScannedText text, int start, FindingSink sink) {
    if (!CharacterKinds.isHexDigit(text.at(start)) || isInside(text, start)) {
      return -1;
    }
    int group = text.at(start + 4) == '.' ? 4 : 2;
    char sign = text.at(start + group);
    boolean bare = CharacterKinds.isHexDigit(sign);
    int end = bare ? bareEnd(text, start) : groupedEnd(text, start, group, sign);
    if (end < 0 || CharacterKinds.joinsWord(text.at(end)) || isNobody(text, start, end)) {
      return -1;
    }
    boolean named = WORDS.before(text, start, REACH);
    boolean figures = sign == '-' && end - start > 3 * (SHORT / 2) && isDecimal(text, start, end);
    if (bare && isTrailer(text, start)) {
      return -1;
    }
    boolean rising = group == 2 && isRisingRow(text, start, end);
    if ((bare || sign == ' ' || rising || figures || isDigest(text, start) || goesOn(text, start))
        && !named) {
      return -1;
    }
    Evidence evidence = named ? Evidence.CONTEXT : Evidence.PATTERN;
    sink.add(start, end, "pii.mac", "MAC_ADDRESS", named ? 0.95 : 0.9, evidence);
    return end;
  }

  /** What ends a message of banks: {@code {CHK:3CB1E21F09AB}}. */
  private static boolean isTrailer(ScannedText text, int start) {
    return text.at(start - 1) == ':'
        && text.at(start - 2) == 'K'
        && text.at(start - 3) == 'H'
        && text.at(start - 4) == 'C'
        && text.at(start - 5) == '{';
  }

  /** Right behind a word for a digest or a serial number, with nothing but signs between. */
  private static boolean isDigest(ScannedText text, int start) {
    int word = start;
    while (start - word < DIGEST_REACH
        && word > 0
        && !CharacterKinds.joinsWord(text.at(word - 1))) {
      word--;
    }
    return DIGESTS.lastEnd(text, Math.max(0, word - DIGEST_REACH), word) == word;
  }

  /** Eight numbers of two digits are rather steps of a drawing. */
  private static boolean isDecimal(ScannedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (Character.isLetter(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  /** Numbers of two digits, each greater than the one before: a draw of a lottery. */
  private static boolean isRisingRow(ScannedText text, int start, int end) {
    int last = -1;
    for (int at = start; at < end; at += 3) {
      boolean decimal =
          CharacterKinds.isDigit(text.at(at)) && CharacterKinds.isDigit(text.at(at + 1));
      int number = (text.at(at) - '0') * 10 + text.at(at + 1) - '0';
      if (!decimal || number <= last) {
        return false;
      }
      last = number;
    }
    return true;
  }

  private static int bareEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= LONG && CharacterKinds.isHexDigit(text.at(end))) {
      end++;
    }
    return end - start == SHORT || end - start == LONG ? end : -1;
  }

  private static int groupedEnd(ScannedText text, int start, int group, char sign) {
    if (group == 4 ? sign != '.' : sign != ':' && sign != '-' && sign != ' ') {
      return -1;
    }
    int at = start;
    int digits = 0;
    int end = start;
    while (digits < LONG && isGroup(text, at, group)) {
      digits += group;
      end = at + group;
      if (text.at(end) != sign) {
        break;
      }
      at = end + 1;
    }
    boolean goesOn =
        sign != ' ' && text.at(end) == sign && CharacterKinds.isHexDigit(text.at(end + 1));
    return (digits == SHORT || digits == LONG) && !goesOn ? end : -1;
  }

  private static boolean isGroup(ScannedText text, int at, int size) {
    for (int i = 0; i < size; i++) {
      if (!CharacterKinds.isHexDigit(text.at(at + i))) {
        return false;
      }
    }
    return !CharacterKinds.joinsWord(text.at(at + size));
  }

  private static boolean isPair(ScannedText text, int at) {
    return CharacterKinds.isHexDigit(text.at(at)) && CharacterKinds.isHexDigit(text.at(at + 1));
  }

  private static boolean isNobody(ScannedText text, int start, int end) {
    var digits = new StringBuilder(LONG);
    boolean zeros = true;
    boolean ones = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (CharacterKinds.isHexDigit(c)) {
        zeros &= c == '0';
        ones &= (c | 32) == 'f';
        digits.append(CaseFolding.fold(c));
      }
    }
    String all = digits.toString();
    boolean kept = all.length() == SHORT && NOBODY.stream().anyMatch(all::startsWith);
    return zeros || ones || kept;
  }

  /** A word, or a row of pairs, goes on to the left. */
  private static boolean isInside(ScannedText text, int start) {
    char c = text.at(start - 1);
    // WHY: a dot in front of groups of four makes them part of a longer row, such as a sort key.
    boolean row = (c == '.' || c == '*') && text.at(start + 4) == '.';
    boolean pair =
        (c == ':' || c == '-' || c == '.')
            && isPair(text, start - 3)
            && !CharacterKinds.joinsWord(text.at(start - 4));
    return CharacterKinds.joinsWord(c) || pair || row;
  }

  private static boolean isSign(char c) {
    return c == ':' || c == '-' || c == '.' || c == ' ';
  }
}
