package dev.keeptrail.language.check;

import java.util.regex.Pattern;

/** The shapes of names, all bounded. */
public final class Names {
  static final String ID_HINT =
      "1 to 128 letters, digits, `-`, `_` and `.`, the first a letter or digit";

  static final String VERSION_HINT = "write three numbers, such as `1.0.0`";

  /** The shape of a pack's name and of a target's id. */
  public static final String ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  /** The shape of an environment variable's name. */
  public static final String VARIABLE_PATTERN = "[A-Za-z_][A-Za-z0-9_]{0,127}";

  /** The shape of a SemVer 2.0.0 version. */
  public static final String VERSION_PATTERN =
      "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
          + "(-(0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)"
          + "(\\.(0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?"
          + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?";

  public static final int MAX_VERSION_LENGTH = 128;

  private static final Pattern ID = Pattern.compile(ID_PATTERN);
  private static final Pattern VARIABLE = Pattern.compile(VARIABLE_PATTERN);
  private static final Pattern SEMANTIC_VERSION = Pattern.compile(VERSION_PATTERN);

  private Names() {}

  /** The name of a pack or the id of a target. */
  public static boolean isId(String name) {
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
