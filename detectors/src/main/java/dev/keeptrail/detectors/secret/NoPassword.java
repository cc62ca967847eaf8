package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * What stands behind the name of a password and is a piece of something else: of a program, a style
 * sheet or an address, a path, a tag.
 */
final class NoPassword {
  private NoPassword() {}

  /** Whether the value is; strong says that it looks like no word. */
  static boolean isOne(
      ScannedText text, SecretName name, Assignment assignment, String value, boolean strong) {
    return isPath(value)
        || isTag(assignment, value)
        || isAccountLine(value)
        || isHostAfterTag(text, name, value)
        || isRule(text, assignment, value)
        || isJoined(assignment, value, strong)
        || isNamedAlike(text, name, assignment, value);
  }

  /** What a program joins to the name: {@code "password=" + other + "&"}. */
  private static boolean isJoined(Assignment assignment, String value, boolean strong) {
    boolean sign = value.charAt(0) == '+';
    return sign
        && (!assignment.quoted()
            || !strong
            || value.endsWith("+")
            || value.chars().anyMatch(c -> "(), ".indexOf(c) >= 0));
  }

  /**
   * A function or field that is called as what it is given to: {@code end_pass = end_pass_one;}.
   */
  private static boolean isNamedAlike(
      ScannedText text, SecretName name, Assignment assignment, String value) {
    String whole = text.subSequence(name.start(), name.end());
    String last = whole.substring(whole.lastIndexOf('.') + 1) + "_";
    return !assignment.quoted()
        && value.startsWith(last)
        && value.chars().allMatch(c -> c == '_' || Alphabet.LOWER_ALPHANUMERIC.holds((char) c))
        && value.chars().skip(last.length()).anyMatch(Character::isLetter);
  }

  /** A tag of YAML in front of what it is for: {@code !vault}. */
  private static boolean isTag(Assignment assignment, String value) {
    return !assignment.quoted()
        && value.charAt(0) == '!'
        && value.chars().skip(1).allMatch(Character::isLetter);
  }

  /**
   * The rest of a line of accounts, whose field for it is struck out: {@code _changepw:*:201:…}.
   */
  private static boolean isAccountLine(String value) {
    return value.startsWith("*:") && value.indexOf(':', 2) > 2;
  }

  /** {@code <password>@host}: the name stands in brackets for what is to be put there. */
  private static boolean isHostAfterTag(ScannedText text, SecretName name, String value) {
    return value.charAt(0) == '@' && text.at(name.end()) == '>';
  }

  /** {@code .icon-pass:before{content:""}}: a rule of a style sheet. */
  private static boolean isRule(ScannedText text, Assignment assignment, String value) {
    return !assignment.quoted() && value.indexOf('{') > 0 && text.at(assignment.end()) == ':';
  }

  /** Paths, addresses, selectors of style sheets. */
  private static boolean isPath(String value) {
    boolean selector = value.charAt(0) == '#' && Randomness.switches(value) == 0;
    return selector || (value.indexOf('/') >= 0 && !Randomness.isRandom(value));
  }
}
