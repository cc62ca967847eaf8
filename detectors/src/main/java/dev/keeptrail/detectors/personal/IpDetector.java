package dev.keeptrail.detectors.personal;

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
import dev.keeptrail.detectors.text.TagGap;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/** Internet addresses, version 4 in dotted form and version 6. */
public final class IpDetector {
  private static final List<String> STAGES =
      List.of("alpha", "beta", "rc", "snapshot", "preview", "nightly", "hotfix");

  /** The longest of them. */
  private static final int STAGE_REACH = 9;

  private static final String ALL_ZERO = "0.0.0.0";
  private static final int MAX_IPV6 = 45;
  private static final int VERSION_REACH = 14;
  private static final int NAME_REACH = 40;
  private static final int FAR = 34;
  private static final int PROGRAM_REACH = 12;
  private static final int LIST_GAP = 8;
  private static final int PREFIX_DIGITS = 3;
  private static final int OBJECT = 14;
  private static final WordTable VERSION_WORDS = ContextWords.table("version");
  private static final WordTable PROGRAMS =
      WordTable.of(
          List.of(
              "git",
              "gcc",
              "kernel",
              "linux",
              "rails",
              "chrome",
              "chromium",
              "openssl",
              "subversion",
              "cygwin",
              "wine",
              "qt",
              "perl",
              "ruby",
              "mono",
              "alsa",
              "tcl",
              "tk",
              "bind9",
              "samba"));
  private static final WordTable NAMES =
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
        boolean versions = isVersion(text, start, end) || isListed(text, version, start);
        version = versions ? end : version;
        boolean other =
            versions
                || isPackage(text, start, end)
                || isMask(text, start, end)
                || SectionNumber.isOne(text, start, end);
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

  /** {@code version 1.2.3.4}, and product versions such as {@code Browser/120.0.0.0}. */
  private static boolean isVersion(ScannedText text, int start, int end) {
    boolean product =
        text.at(start - 1) == '/'
            && CharacterKinds.isAsciiLetter(text.at(start - 2))
            && text.subSequence(start, end).endsWith(".0.0");
    return product
        || isRequired(text, start)
        || isObject(text, start)
        || isRelease(text, start, end)
        || isStage(text, end)
        || isOfProgram(text, start)
        || isNamedVersion(text, start);
  }

  private static boolean isNamedVersion(ScannedText text, int start) {
    int label = TagGap.before(text, start);
    return VERSION_WORDS.before(text, label, reach(text, start))
        && !NAMES.before(text, label, VERSION_REACH);
  }

  /**
   * As programs write numbers of objects (ITU-T X.660): {@code ObjectIdentifier("1.3.101.112")}.
   */
  private static boolean isObject(ScannedText text, int start) {
    char quote = text.at(start - 1);
    boolean called = (quote == '"' || quote == '\'') && text.at(start - 2) == '(';
    return called
        && text.at(start + 1) == '.'
        && text.subSequence(Math.max(0, start - OBJECT), start - 2).endsWith("Identifier");
  }

  /** As in {@code zlib >= 1.2.2.3}; addresses are not compared by size. */
  private static boolean isRequired(ScannedText text, int start) {
    int at = text.at(start - 1) == ' ' ? start - 2 : start - 1;
    char sign = text.at(at - 1);
    return text.at(at) == '=' && (sign == '>' || sign == '<') && text.at(start + 1) == '.';
  }

  /** A verb may stand between: {@code Standards-Version updated to 4.6.0.1}. */
  private static int reach(ScannedText text, int start) {
    boolean to =
        text.at(start - 1) == ' ' && text.at(start - 2) == 'o' && text.at(start - 3) == 't';
    return to && text.at(start + 1) == '.' ? FAR : VERSION_REACH;
  }

  /** What is not finished says so: {@code 2.3.4.5-beta2}, {@code 1.0.0.7-SNAPSHOT}. */
  private static boolean isStage(ScannedText text, int end) {
    if (text.at(end) != '-') {
      return false;
    }
    int stop = Math.min(text.length(), end + 1 + STAGE_REACH);
    String next = CaseFolding.fold(text.subSequence(end + 1, stop));
    return STAGES.stream()
        .anyMatch(stage ->
            next.startsWith(stage)
                && !CharacterKinds.isAsciiLetter(text.at(end + 1 + stage.length())));
  }

  /** Behind the name of a program, and as small as its versions: {@code Git 1.8.1.2}. */
  private static boolean isOfProgram(ScannedText text, int start) {
    return text.at(start + 1) == '.'
        && text.at(start - 1) == ' '
        && PROGRAMS.before(text, start, PROGRAM_REACH);
  }

  /** A package's version as Debian counts: {@code 2:1.0.99.2-1}, {@code xft (2.1.8.2-7)}. */
  private static boolean isRelease(ScannedText text, int start, int end) {
    boolean epoch =
        text.at(start - 1) == ':'
            && CharacterKinds.isDigit(text.at(start - 2))
            && !CharacterKinds.joinsWord(text.at(start - 3));
    boolean bracket =
        text.at(start - 1) == '('
            && text.at(start - 2) == ' '
            && text.at(start + 1) == '.'
            && CharacterKinds.isAsciiAlphanumeric(text.at(start - 3));
    return (epoch || bracket) && text.at(end) == '-' && CharacterKinds.isDigit(text.at(end + 1));
  }

  /** The version in the name of a package or its folder: {@code lib-1.2.3.4-py3}. */
  private static boolean isPackage(ScannedText text, int start, int end) {
    boolean small = text.at(start + 1) == '.' && text.at(start - 1) == '-';
    boolean named = small && CharacterKinds.isAsciiLetter(text.at(start - 2));
    char next = text.at(end);
    boolean goesOn = next == '-' || next == '/' || next == '.';
    return named && goesOn && CharacterKinds.isAsciiLetter(text.at(end + 1));
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
