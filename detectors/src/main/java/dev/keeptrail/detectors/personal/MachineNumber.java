package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Digits that programs print and nobody dials: the limits of machine words, digits in their order,
 * sizes with a unit, ranges of ports, bytes of a listing, columns parted by several blanks, signed
 * and mixed numbers of drawings, days in versions, checksums of files, values of members such as
 * {@code nr_inodes=}.
 */
final class MachineNumber {
  private static final int FEWEST = 8;
  private static final int PAIR = 2;
  private static final int CODE = 4;
  private static final int DAY = 8;
  private static final int MAX_AREA = 5;
  private static final int EDITION = 5;
  private static final int MAX_UNIT = 6;
  private static final int MAX_MEMBER = 40;
  private static final int OCTETS = 4;
  private static final int LAST_OCTET = 255;

  private static final Set<String> LIMITS =
      Set.of(
          "1073741824",
          "2147483646",
          "2147483647",
          "2147483648",
          "4294967294",
          "4294967295",
          "4294967296");

  private static final Set<String> UNITS =
      Set.of("kb", "mb", "gb", "kib", "mib", "gib", "bytes", "byte", "ms", "ns", "us", "rows");

  /** Parts of names of members that speak of calls all the same. */
  private static final List<String> CALLS =
      List.of("contact", "call", "sms", "dial", "viber", "reach", "helpline");

  private MachineNumber() {}

  /** Whether the groups are one, a plus sign in front or not. */
  static boolean isOne(NumberGroups groups, boolean plus) {
    if (plus) {
      return areOctets(groups, ".");
    }
    return hasWideGap(groups)
        || isHost(groups)
        || isSequence(groups.joined())
        || (groups.count() == 1 && LIMITS.contains(groups.joined()))
        || hasUnit(groups.text(), groups.end())
        || isRange(groups)
        || areBytes(groups)
        || isZeroColumn(groups)
        || isReference(groups)
        || isDrawn(groups)
        || ChecksumColumns.isOne(groups)
        || isDated(groups);
  }

  /** Whether the value of a member or variable begins here that no word of calls names. */
  static boolean isOfMember(ScannedText text, int start) {
    int at = start;
    while (start - at < MAX_UNIT && " :=\"'".indexOf(text.at(at - 1)) >= 0) {
      at--;
    }
    int end = at;
    boolean joined = false;
    while (end - at < MAX_MEMBER && isOfName(text.at(at - 1))) {
      at--;
      char c = text.at(at);
      joined |= c == '_' || c == '-' || c == '.';
    }
    String name = joined ? CaseFolding.fold(text.subSequence(at, end)) : "";
    // WHY: a letter by itself is a field of a signature or a variable: {@code t=1528637909}.
    boolean letter =
        end - at == 1 && text.at(end) == '=' && CharacterKinds.isAsciiLetter(text.at(at));
    return letter || (joined && end < start && CALLS.stream().noneMatch(name::contains));
  }

  private static boolean isOfName(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '_' || c == '-' || c == '.';
  }

  /** Whether the groups are columns of a row, which words in the row before say nothing about. */
  static boolean areColumns(NumberGroups groups) {
    ScannedText text = groups.text();
    int at = groups.start();
    while (groups.start() - at < MAX_MEMBER && text.at(at - 1) == ' ') {
      at--;
    }
    char before = text.at(at - 1);
    return groups.start() - at > 1
        && (before == '\n' || CharacterKinds.joinsWord(before))
        && hasWideGap(groups);
  }

  /** Columns stand apart; the groups of a number have one blank between them. */
  private static boolean hasWideGap(NumberGroups groups) {
    for (int i = 0; i < groups.count() - 1; i++) {
      String gap = groups.gap(i);
      if (gap.indexOf('\t') >= 0 || gap.contains("  ")) {
        return true;
      }
    }
    return false;
  }

  /** Each digit one more than the one before, or each one less; a zero comes behind a nine. */
  private static boolean isSequence(String digits) {
    if (digits.length() < FEWEST) {
      return false;
    }
    int step = (digits.charAt(1) - digits.charAt(0) + 10) % 10;
    for (int i = 1; i < digits.length(); i++) {
      if ((digits.charAt(i) - digits.charAt(i - 1) + 10) % 10 != step) {
        return false;
      }
    }
    return step == 1 || step == 9;
  }

  private static boolean hasUnit(ScannedText text, int end) {
    int at = text.at(end) == ' ' ? end + 1 : end;
    int stop = at;
    while (stop - at < MAX_UNIT && CharacterKinds.isAsciiLetter(text.at(stop))) {
      stop++;
    }
    return stop > at
        && !CharacterKinds.joinsWord(text.at(stop))
        && UNITS.contains(CaseFolding.fold(text.subSequence(at, stop)));
  }

  /** {@code 0376-0376}: no number of a subscriber begins with zero on both sides. */
  private static boolean isRange(NumberGroups groups) {
    return groups.hasSizes(CODE, CODE)
        && groups.gap(0).equals("-")
        && groups.joined().charAt(0) == '0'
        && groups.joined().charAt(CODE) == '0';
  }

  /** Pairs of which several are zero, as in {@code 05 00 00 00}. */
  private static boolean areBytes(NumberGroups groups) {
    int zeros = 0;
    for (int i = 0; i < groups.count(); i++) {
      if (groups.size(i) != PAIR) {
        return false;
      }
      zeros += groups.joined().startsWith("00", i * PAIR) ? 1 : 0;
    }
    return zeros >= PAIR && groups.count() == CODE;
  }

  /** A zero by itself and a long number, as in {@code 253,0 106075056}. */
  private static boolean isZeroColumn(NumberGroups groups) {
    return groups.count() > 1
        && groups.size(0) == 1
        && groups.joined().charAt(0) == '0'
        && groups.isBlankGap(0)
        && groups.size(1) > MAX_AREA;
  }

  /** Where an object of a PDF file begins, and its edition: {@code 0000000395 00000 n}. */
  private static boolean isReference(NumberGroups groups) {
    int last = groups.count() - 1;
    return last > 0
        && groups.size(last) == EDITION
        && groups.isBlankGap(last - 1)
        && groups.joined().endsWith("00000");
  }

  /** A minus sign behind a blank, or blanks in one gap and a dot in the next, as in lists. */
  private static boolean isDrawn(NumberGroups groups) {
    boolean blank = false;
    for (int i = 0; i < groups.count() - 1; i++) {
      String gap = groups.gap(i);
      if (gap.equals(" -") || (blank && gap.equals("."))) {
        return true;
      }
      blank |= gap.equals(" ");
    }
    return false;
  }

  /** The last of several parts with dots is a day: {@code 0.32.20140113}. */
  private static boolean isDated(NumberGroups groups) {
    int last = groups.count() - 1;
    if (last < 1 || groups.size(last) != DAY || !groups.gap(last - 1).equals(".")) {
      return false;
    }
    String day = groups.joined().substring(groups.joined().length() - DAY);
    return day.startsWith("19") || day.startsWith("20");
  }

  /** An address in the name of a host: {@code 089-098-163-025.dyn.example.net}. */
  private static boolean isHost(NumberGroups groups) {
    int end = groups.end();
    return groups.count() == OCTETS
        && groups.text().at(end) == '.'
        && CharacterKinds.isAsciiLetter(groups.text().at(end + 1))
        && areOctets(groups, "-");
  }

  /** {@code +198.255.68.106}: a sign that a program puts in front of a host. */
  private static boolean areOctets(NumberGroups groups, String gap) {
    if (groups.count() < OCTETS) {
      return false;
    }
    int from = 0;
    for (int i = 0; i < OCTETS; i++) {
      int to = from + groups.size(i);
      boolean dot = i == 0 || groups.gap(i - 1).equals(gap);
      if (!dot
          || groups.size(i) > 3
          || Integer.parseInt(groups.joined(), from, to, 10) > LAST_OCTET) {
        return false;
      }
      from = to;
    }
    return true;
  }
}
