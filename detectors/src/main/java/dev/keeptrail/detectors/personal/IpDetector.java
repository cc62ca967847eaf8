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
import dev.keeptrail.detectors.text.DrawnPath;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/** Internet addresses, version 4 in dotted form and version 6. */
public final class IpDetector {
  private static final String ALL_ZERO = "0.0.0.0";
  private static final int MAX_IPV6 = 45;
  private static final int NAME_REACH = 40;
  private static final int LIST_GAP = 8;
  private static final int PREFIX_DIGITS = 3;
  static final WordTable NAMES =
      WordTable.of(
          List.of(
              "ip*",
              "v6",
              "address",
              "地址",
              "アドレス",
              "주소",
              "адрес",
              "adresse",
              "dirección",
              "indirizzo",
              "endereço",
              "adres",
              "عنوان",
              "addr",
              "host",
              "loopback",
              "localhost",
              "connect*",
              "src",
              "dst",
              "source",
              "destination",
              "route",
              "default",
              "listen*",
              "bind"));

  private IpDetector() {}

  public static Detector detector() {
    return new RuleDetector(
            "ip",
            4,
            Set.of("pii.ip"),
            MAX_IPV6,
            new Trigger(List.of(":"), true, false),
            IpDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int version = 0;
    for (int run = 0; run + 3 < hits.digitRuns(); run++) {
      if (isDotted(text, hits, run)) {
        int start = hits.digitRunStart(run);
        int end = hits.digitRunEnd(run + 3);
        int stop = rangeEnd(text, end, 32);
        boolean versions = VersionNumber.isOne(text, start, end) || isListed(text, version, start);
        version = versions ? end : version;
        boolean other =
            versions
                || isMask(text, start, end)
                || SectionNumber.isOne(text, start, end)
                || DrawnPath.isCloseBehindStroke(text, start);
        if (!other && !ReservedNetworks.isOne(text, start, stop)) {
          sink.add(start, stop, "pii.ip", "IP", 0.85, Evidence.PATTERN);
        }
      }
    }
    colonForms(text, hits, sink);
  }

  /** Behind a version and a little word: {@code from version 1.2.3.4 to 1.2.3.5}. */
  private static boolean isListed(ScannedText text, int version, int start) {
    if (version == 0 || start - version > LIST_GAP) {
      return false;
    }
    for (int at = version; at < start; at++) {
      char c = text.charAt(at);
      if (!Character.isLetter(c) && " ,->/→–".indexOf(c) < 0) {
        return false;
      }
    }
    return !NAMES.before(text, start, start - version);
  }

  /** {@code 255.255.254.0} covers networks, and is no host's. */
  private static boolean isMask(ScannedText text, int start, int end) {
    long bits = 0;
    long part = 0;
    for (int at = start; at <= end; at++) {
      char c = at < end ? text.charAt(at) : '.';
      bits = c == '.' ? bits << 8 | part : bits;
      part = c == '.' ? 0 : part * 10 + c - '0';
    }
    long hosts = ~bits & 0xFFFF_FFFFL;
    return bits >>> 24 == 255 && hosts != 0 && (hosts & (hosts + 1)) == 0;
  }

  private static boolean isDotted(ScannedText text, Hits hits, int first) {
    for (int run = first; run < first + 4; run++) {
      boolean joined =
          run == first
              || (hits.digitRunStart(run) == hits.digitRunEnd(run - 1) + 1
                  && text.at(hits.digitRunStart(run) - 1) == '.');
      if (!joined || !isOctet(text, hits.digitRunStart(run), hits.digitRunEnd(run))) {
        return false;
      }
    }
    int start = hits.digitRunStart(first);
    int end = hits.digitRunEnd(first + 3);
    // WHY: no host has an address in 0.0.0.0/8; areas and versions do.
    boolean host =
        text.at(start) != '0' || hits.digitRunEnd(first) - start > 1 || isAllZero(text, start, end);
    return host
        && !CharacterKinds.joinsWord(text.at(start - 1))
        && !CharacterKinds.joinsWord(text.at(end))
        && text.at(start - 1) != '.'
        && !(text.at(end) == '.' && CharacterKinds.joinsWord(text.at(end + 1)));
  }

  private static boolean isAllZero(ScannedText text, int start, int end) {
    return end - start == ALL_ZERO.length() && text.subSequence(start, end).equals(ALL_ZERO);
  }

  private static boolean isOctet(ScannedText text, int start, int end) {
    if (end - start > 3 || (end - start > 1 && text.at(start) == '0')) {
      return false;
    }
    return Integer.parseInt(text, start, end, 10) <= 255;
  }

  private static void colonForms(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int colon = hits.start(i);
      if (colon < taken || !isPart(text.at(colon + 1))) {
        continue;
      }
      int start = colon;
      while (start > taken && colon - start < 4 && CharacterKinds.isHexDigit(text.at(start - 1))) {
        start--;
      }
      int end = colon;
      while (end - start <= MAX_IPV6 && (isPart(text.at(end)) || text.at(end) == '.')) {
        end++;
      }
      while (end > start && (text.at(end - 1) == '.' || isSingleColon(text, end))) {
        end--;
      }
      taken = end;
      boolean border =
          !CharacterKinds.joinsWord(text.at(start - 1)) && !CharacterKinds.joinsWord(text.at(end));
      if (border && end - start <= MAX_IPV6 && isAddress(text, start, end)) {
        sink.add(start, rangeEnd(text, end, 128), "pii.ip", "IP", 0.85, Evidence.PATTERN);
      }
    }
  }

  /** End of an address with the prefix length of a range, as in {@code /24}, if it has one. */
  private static int rangeEnd(ScannedText text, int end, int most) {
    int at = end + 1;
    int length = 0;
    while (at - end <= PREFIX_DIGITS && CharacterKinds.isDigit(text.at(at))) {
      length = length * 10 + text.at(at) - '0';
      at++;
    }
    boolean prefix = text.at(end) == '/' && at > end + 1 && length <= most;
    return prefix && !CharacterKinds.joinsWord(text.at(at)) && text.at(at) != '/' ? at : end;
  }

  private static boolean isAddress(ScannedText text, int start, int end) {
    String written = text.subSequence(start, end);
    if (written.equals("::")) {
      // WHY: two colons alone are an operator of many programming languages.
      boolean prefix = text.at(end) == '/' && CharacterKinds.isDigit(text.at(end + 1));
      // WHY: files of groups of users have empty fields: "audio:*::".
      boolean field = text.at(start - 1) == '*';
      return prefix || (!field && NAMES.before(text, start, NAME_REACH));
    }
    if (Ipv6.isAddress(written)) {
      return Ipv6.isTelling(written)
          || rangeEnd(text, end, 128) > end
          || NAMES.before(text, start, NAME_REACH);
    }
    return false;
  }

  private static boolean isSingleColon(ScannedText text, int end) {
    return text.at(end - 1) == ':' && text.at(end - 2) != ':';
  }

  private static boolean isPart(char c) {
    return c == ':' || CharacterKinds.isHexDigit(c);
  }
}
