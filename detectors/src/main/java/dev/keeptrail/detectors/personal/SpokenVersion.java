package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * Small numbers with dots that a line speaks of as versions or sections, without calling them so
 * right in front of them: {@code fixed in 1.5.4.1}, {@code package libfoo (2.0.3.1)}, {@code
 * section 7.2.1.4, see 5.2.3.1}. Where the line speaks of hosts and addresses, they are none.
 */
final class SpokenVersion {
  private static final int MOST = 63;
  private static final int PRIVATE = 10;
  private static final int CUE_REACH = 16;
  private static final int LINE_REACH = 72;
  private static final int AHEAD = 24;
  private static final int HOST_REACH = 40;
  private static final int MAX_WORD = 40;
  private static final int OPERATOR = 3;
  private static final String SIGNATURE = "\n-- \n";

  /** Right in front of a version: {@code since}, {@code fixed in}. */
  private static final WordTable CUES = ContextWords.table("version cue");

  /** What has versions. */
  private static final WordTable PACKAGES = ContextWords.table("package");

  private static final WordTable SECTIONS = ContextWords.table("version");

  /** Right behind a version: the machine that a package is for. */
  private static final WordTable BEHIND =
      WordTable.of(
          List.of(
              "amd64", "i386", "i686", "x86_64", "noarch", "arm64", "aarch64", "armhf", "onwards"));

  private static final WordTable RELEASE = WordTable.of(List.of("release", "releases"));

  /** Words between a version or section and a further one. */
  private static final WordTable LINKS =
      WordTable.of(List.of("see", "also", "cf", "and", "or", "than", "through", "und", "et", "y"));

  /** Before what is no version of the package that the line names, but where something is. */
  private static final WordTable PLACES =
      WordTable.of(
          List.of(
              "from",
              "to",
              "at",
              "on",
              "by",
              "via",
              "with",
              "in",
              "is",
              "as",
              "for",
              "of",
              "into",
              "von",
              "auf",
              "bei",
              "an",
              "über",
              "de",
              "à",
              "sur",
              "desde",
              "en",
              "a",
              "da",
              "su",
              "server",
              "servers",
              "registry",
              "machine",
              "node",
              "gateway",
              "mirror",
              "proxy",
              "peer",
              "client",
              "resolver",
              "subnet"));

  private SpokenVersion() {}

  static boolean isOne(ScannedText text, int start, int end) {
    if (!isSmall(text, start, end) || IpDetector.NAMES.before(text, start, HOST_REACH)) {
      return false;
    }
    return isPinned(text, start)
        || isSignature(text, start, end)
        || isBefore(text, start, end)
        || isCued(text, start)
        || isFurther(text, start)
        || isOfPackage(text, start, end);
  }

  /** As versions are, and not one number over and over, as name servers have. */
  static boolean isSmall(ScannedText text, int start, int end) {
    int part = 0;
    boolean first = true;
    boolean same = true;
    for (int at = start; at <= end; at++) {
      char c = at < end ? text.charAt(at) : '.';
      if (c == '.') {
        if (part > MOST || (first && (part == 0 || part == PRIVATE))) {
          return false;
        }
        first = false;
        part = 0;
      } else {
        same &= c == text.charAt(start);
        part = part * 10 + c - '0';
      }
    }
    return !same;
  }

  /** {@code name==1.5.4.1}, {@code ~> 1.5.4.1}, as lists of requirements have it. */
  private static boolean isPinned(ScannedText text, int start) {
    int at = text.at(start - 1) == ' ' ? start - 2 : start - 1;
    char last = text.at(at);
    char before = text.at(at - 1);
    boolean equal = last == '=' && (before == '=' || before == '~') && at == start - 1;
    return (equal && CharacterKinds.joinsWord(text.at(start - OPERATOR)))
        || (before == '~' && last == '>');
  }

  /** Below the two hyphens that begin a signature, as mails of patches end. */
  private static boolean isSignature(ScannedText text, int start, int end) {
    char after = text.at(end);
    return (after == '\n' || after == '\r' || after == '\0')
        && start >= SIGNATURE.length()
        && text.subSequence(start - SIGNATURE.length(), start).equals(SIGNATURE);
  }

  /** In front of the machine that a package is for, or {@code the 1.5.4.1 release}. */
  private static boolean isBefore(ScannedText text, int start, int end) {
    boolean the =
        text.at(start - 1) == ' ' && text.at(start - 2) == 'e' && text.at(start - 3) == 'h';
    return text.at(end) == ' '
        && (BEHIND.match(text, end + 1, end + AHEAD) > 0
            || (the && RELEASE.match(text, end + 1, end + AHEAD) > 0));
  }

  private static boolean isCued(ScannedText text, int start) {
    int cue = CUES.lastEnd(text, start - CUE_REACH, start);
    return cue >= 0 && cue == lastSign(text, start);
  }

  /** Behind words such as "see", in a line that names a version or a section before. */
  private static boolean isFurther(ScannedText text, int start) {
    int link = LINKS.lastEnd(text, start - CUE_REACH, start);
    return link >= 0
        && link == lastSign(text, start)
        && SECTIONS.anyIn(text, lineStart(text, start), link);
  }

  /** Behind a name, in a line about packages. */
  private static boolean isOfPackage(ScannedText text, int start, int end) {
    int nameEnd = lastSign(text, start);
    int name = nameEnd;
    while (nameEnd - name < MAX_WORD && isNamePart(text.at(name - 1))) {
      name--;
    }
    boolean named = name < nameEnd && CharacterKinds.isAsciiLetter(text.at(name));
    return named
        && !PLACES.anyIn(text, name, nameEnd)
        && (PACKAGES.anyIn(text, lineStart(text, start), start)
            || PACKAGES.anyIn(text, end, Math.min(lineEnd(text, end), end + AHEAD)));
  }

  private static boolean isNamePart(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '-' || c == '+' || c == '.';
  }

  /** Where the word before ends: over a blank and an opening bracket. */
  private static int lastSign(ScannedText text, int start) {
    int at = text.at(start - 1) == '(' ? start - 1 : start;
    return text.at(at - 1) == ' ' ? at - 1 : -1;
  }

  private static int lineStart(ScannedText text, int from) {
    int at = from;
    while (from - at < LINE_REACH && at > 0 && text.at(at - 1) != '\n') {
      at--;
    }
    return at;
  }

  private static int lineEnd(ScannedText text, int from) {
    int at = from;
    while (at - from < AHEAD && at < text.length() && text.at(at) != '\n') {
      at++;
    }
    return at;
  }
}
