package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TagGap;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * Four numbers with dots that are a version, by the words and signs around them: {@code version
 * 1.2.3.4}, {@code zlib >= 1.2.2.3}, {@code lib-1.2.3.4-py3}, {@code fixed in 1.5.4.1}.
 */
final class VersionNumber {
  private static final List<String> STAGES =
      List.of("alpha", "beta", "rc", "snapshot", "preview", "nightly", "hotfix");

  /** The longest of them. */
  private static final int STAGE_REACH = 9;

  private static final int REACH = 14;
  private static final int FAR = 34;
  private static final int PROGRAM_REACH = 12;
  private static final int OBJECT = 14;
  private static final int MAX_REVISION = 3;
  private static final String ATTRIBUTE = "2.5.4.";
  private static final String EXTENSION = "2.5.29.";
  private static final WordTable WORDS = ContextWords.table("version");
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
              "nginx",
              "apache",
              "tomcat",
              "jetty",
              "jenkins",
              "weblogic",
              "drupal",
              "wordpress",
              "log4j",
              "struts",
              "php",
              "python",
              "nodejs",
              "firefox",
              "cmake",
              "boost",
              "zlib",
              "sqlite",
              "tcl",
              "tk",
              "bind9",
              "samba",
              "jdk",
              "jre",
              "java",
              "maven",
              "gradle"));

  private VersionNumber() {}

  static boolean isOne(ScannedText text, int start, int end) {
    return isProduct(text, start, end)
        || isRequired(text, start)
        || isObject(text, start, end)
        || isRelease(text, start, end)
        || isStage(text, end)
        || isOfProgram(text, start)
        || isNamed(text, start)
        || isPackage(text, start, end)
        || isRevision(text, start, end)
        || SpokenVersion.isOne(text, start, end);
  }

  /** {@code Browser/120.0.0.0}. */
  private static boolean isProduct(ScannedText text, int start, int end) {
    return text.at(start - 1) == '/'
        && CharacterKinds.isAsciiLetter(text.at(start - 2))
        && text.subSequence(start, end).endsWith(".0.0");
  }

  private static boolean isNamed(ScannedText text, int start) {
    int label = TagGap.before(text, start);
    return WORDS.before(text, label, reach(text, start))
        && !IpDetector.NAMES.before(text, label, REACH);
  }

  /**
   * As programs write numbers of objects (ITU-T X.660): {@code ObjectIdentifier("1.3.101.112")};
   * and those of a directory's attributes and of what certificates say (X.520, X.509), in quotes or
   * with their value: {@code 2.5.4.10=Acme}.
   */
  private static boolean isObject(ScannedText text, int start, int end) {
    char quote = text.at(start - 1);
    boolean quoted = quote == '"' || quote == '\'';
    boolean called =
        quoted
            && text.at(start - 2) == '('
            && text.at(start + 1) == '.'
            && text.subSequence(Math.max(0, start - OBJECT), start - 2).endsWith("Identifier");
    String arc = text.subSequence(start, Math.min(end, start + ATTRIBUTE.length() + 1));
    boolean directory = arc.startsWith(ATTRIBUTE) || arc.startsWith(EXTENSION);
    return called || (directory && (quoted || text.at(end) == '='));
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
    return to && text.at(start + 1) == '.' ? FAR : REACH;
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

  /**
   * A small version with the revision of a distribution: {@code 1.2.5.1-2}, {@code 2.3.3.4+dfsg-1},
   * {@code git-1.8.3.1-20.el7}; and the number of a place in a manual: {@code "id-1.6.19.2"}.
   */
  private static boolean isRevision(ScannedText text, int start, int end) {
    if (!SpokenVersion.isSmall(text, start, end)) {
      return false;
    }
    char next = text.at(end);
    char name = text.at(start - 2);
    boolean place = text.at(start - 1) == '-' && CharacterKinds.isAsciiLetter(name);
    if (next == '"') {
      return place;
    }
    if (next == '+' || next == '~') {
      return CharacterKinds.isAsciiAlphanumeric(text.at(end + 1));
    }
    int at = end + 1;
    while (at - end <= MAX_REVISION && CharacterKinds.isDigit(text.at(at))) {
      at++;
    }
    boolean range = text.at(at) == '.' && CharacterKinds.isDigit(text.at(at + 1));
    return next == '-'
        && at > end + 1
        && at - end <= MAX_REVISION
        && !range
        && !IpDetector.NAMES.before(text, start, REACH);
  }

  /** The version in the name of a package or its folder: {@code lib-1.2.3.4-py3}. */
  private static boolean isPackage(ScannedText text, int start, int end) {
    boolean small = text.at(start + 1) == '.' && text.at(start - 1) == '-';
    boolean named = small && CharacterKinds.isAsciiLetter(text.at(start - 2));
    char next = text.at(end);
    boolean goesOn = next == '-' || next == '/' || next == '.';
    return named && goesOn && CharacterKinds.isAsciiLetter(text.at(end + 1));
  }
}
