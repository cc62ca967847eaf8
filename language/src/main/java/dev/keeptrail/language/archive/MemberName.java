package dev.keeptrail.language.archive;

import dev.keeptrail.language.json.UnsafeCharacters;
import java.util.List;

/**
 * Which names members may have. A name is a relative path that means the same on every system and
 * cannot leave the folder that the archive is unpacked into.
 */
final class MemberName {
  static final int MAX_CHARACTERS = 512;

  private static final String REFUSED = "\\:*?\"<>|";

  private MemberName() {}

  static boolean isSafe(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_CHARACTERS
        && name.codePoints().allMatch(MemberName::isPlain)
        && List.of(name.split("/", -1)).stream().allMatch(MemberName::isStep);
  }

  private static boolean isPlain(int codePoint) {
    boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    return !surrogate && !UnsafeCharacters.isUnsafe(codePoint) && REFUSED.indexOf(codePoint) < 0;
  }

  private static boolean isStep(String step) {
    return !step.isEmpty() && !step.equals(".") && !step.equals("..");
  }
}
