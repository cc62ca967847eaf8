package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Names of settings and constants that end in "age" and hold how long something is kept: {@code
 * cache_age}, {@code maxAge}, {@code PASS_WARN_AGE}.
 */
final class NameOfSpan {
  private static final int REACH = 24;
  private static final Set<String> KEPT =
      Set.of(
          "max",
          "min",
          "warn",
          "cache",
          "cert",
          "certificate",
          "session",
          "token",
          "key",
          "cookie",
          "backup",
          "file",
          "log",
          "message",
          "msg",
          "entry",
          "record",
          "password",
          "passwd",
          "snapshot",
          "index",
          "queue",
          "job",
          "image",
          "build",
          "data",
          "push",
          "xfr");

  private NameOfSpan() {}

  /** Whether the last word of the name, which ends here, has one of these words in front. */
  static boolean endsAt(ScannedText text, int end) {
    int start = end;
    while (end - start < REACH && isSmall(text.at(start - 1), text.at(end - 1))) {
      start--;
    }
    boolean hump = Character.isUpperCase(text.at(start - 1)) && start < end;
    int word = hump ? start - 1 : start;
    int before = text.at(word - 1) == '_' ? word - 1 : word;
    int from = before;
    while (before - from < REACH && CharacterKinds.isAsciiLetter(text.at(from - 1))) {
      from--;
    }
    boolean parted = before < word || (hump && from < before);
    return parted && KEPT.contains(CaseFolding.fold(text.subSequence(from, before)));
  }

  /** In a name of capitals the words are parted by low lines only. */
  private static boolean isSmall(char c, char last) {
    return Character.isUpperCase(last) ? CharacterKinds.isAsciiLetter(c) : Character.isLowerCase(c);
  }
}
