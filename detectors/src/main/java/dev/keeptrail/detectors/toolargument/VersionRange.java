package dev.keeptrail.detectors.toolargument;

/**
 * Ranges of versions, as managers of packages write them: {@code ^2.3.0 || 3.x || 4}. The sign that
 * joins them is one of SQL and of shells as well. Stateless.
 */
final class VersionRange {
  private static final int MAX = 200;

  private VersionRange() {}

  /** Whether the whole value is one, and shows it by more than plain numbers. */
  static boolean is(Argument argument) {
    if (argument.length() > MAX) {
      return false;
    }
    boolean telling = false;
    for (String version : argument.slice(0, argument.length()).split("\\|\\||\\s", -1)) {
      if (version.isEmpty() || version.equals("-")) {
        continue;
      }
      int start = 0;
      while (start < version.length() && "~^<>=v".indexOf(version.charAt(start)) >= 0) {
        start++;
      }
      boolean plain = version.chars().allMatch(Character::isDigit);
      if (!plain && !isVersion(version.substring(start))) {
        return false;
      }
      telling |= !plain;
    }
    return telling;
  }

  private static boolean isVersion(String text) {
    boolean begins = !text.isEmpty() && (Character.isDigit(text.charAt(0)) || isAny(text));
    return begins
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-+*".indexOf(c) >= 0);
  }

  private static boolean isAny(String text) {
    return text.equals("*") || text.equals("x");
  }
}
