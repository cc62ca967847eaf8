package dev.keeptrail.language.json;

/**
 * Which UTF-16 units must not reach a terminal or a report as they are: controls, and marks that
 * reorder or hide text.
 */
public final class UnsafeCharacters {
  private UnsafeCharacters() {}

  /** Whether the unit drives a terminal, breaks a line, or changes how its neighbours look. */
  public static boolean isUnsafe(int unit) {
    return unit < 0x20
        || (unit >= 0x7f && unit <= 0x9f)
        || unit == 0xad
        || unit == 0x61c
        || (unit >= 0x200b && unit <= 0x200f)
        || (unit >= 0x2028 && unit <= 0x202e)
        || (unit >= 0x2060 && unit <= 0x206f)
        || unit == 0xfeff
        || (unit >= 0xfff9 && unit <= 0xfffb);
  }
}
