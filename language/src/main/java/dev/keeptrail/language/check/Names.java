package dev.keeptrail.language.check;

import java.util.regex.Pattern;

/** The shapes of names, all bounded. */
final class Names {
  static final String ID_HINT =
      "1 to 128 letters, digits, `-`, `_` and `.`, the first a letter or digit";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern SEMANTIC_VERSION =
      Pattern.compile(
          "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
              + "(-(0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)"
              + "(\\.(0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?"
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");
  private static final int MAX_VERSION_LENGTH = 128;

  private Names() {}

  /** The name of a pack or the id of a target. */
  static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  /** The name of an environment variable. */
  static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }

  /** A SemVer 2.0.0 version. */
  static boolean isVersion(String version) {
    return version.length() <= MAX_VERSION_LENGTH && SEMANTIC_VERSION.matcher(version).matches();
  }
}
