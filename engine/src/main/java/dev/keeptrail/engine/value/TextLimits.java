package dev.keeptrail.engine.value;

/** How large a text an expression may make. */
public final class TextLimits {
  /**
   * UTF-16 units. A function that would make a longer text is undefined, so that nested
   * replacements cannot eat the memory.
   */
  public static final int MAX_MADE = 1 << 22;

  private TextLimits() {}
}
