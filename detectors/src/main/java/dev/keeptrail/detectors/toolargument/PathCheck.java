package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;

/**
 * Paths that leave the folder they are to stay in: steps upward in every spelling, files that only
 * an attack asks for, shares of other machines, file wrappers, and NUL bytes that cut a name short.
 */
final class PathCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.PATH;

  private static final List<String> WRAPPERS =
      List.of(
          "php://",
          "expect://",
          "phar://",
          "zip://",
          "zlib://",
          "glob://",
          "data://",
          "ogg://",
          "ssh2.");

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (argument.kind() == ParameterKind.CODE
        || argument.kind() == ParameterKind.SQL
        || argument.kind() == ParameterKind.MARKUP) {
      return;
    }
    switch (sign) {
      case '.' -> PathClimb.judge(argument, at);
      case '/' -> {
        if (at == 0 || (argument.at(at - 1) <= ' ' && !argument.isProse())) {
          absolute(argument, at);
        }
      }
      case '~' -> {
        boolean root = argument.startsWith("~root/", 0);
        boolean home = at == 0 && argument.isEmbedded() && (argument.at(1) == '/' || root);
        String path = home ? argument.slice(0, 120) : "";
        if (home && (root || SensitiveFiles.isSecretOfHome(path))) {
          argument.report(0, path.length(), CATEGORY, 0.8);
        }
      }
      case '\\' -> share(argument, at);
      case ':' -> {
        if (argument.startsWith("::$data", at)) {
          // The stream of a file's content: a name that filters by ending do not know.
          argument.report(at, at + 7, CATEGORY, 0.85);
        }
        if (at == 1 && argument.isEmbedded()) {
          drive(argument, at);
        }
      }
      // A NUL that was escaped: what follows it is cut off by whoever opens the file.
      case '\0' -> argument.report(at, at + 1, CATEGORY, argument.isEmbedded() ? 0.8 : 0);
      default -> {
        // No sign of a path.
      }
    }
  }

  /** Secrets that are named from where one stands, or from a home that a variable names. */
  @Override
  public void value(Argument argument) {
    if (argument.kind() != ParameterKind.PATH && argument.kind() != ParameterKind.UNKNOWN) {
      return;
    }
    String path = argument.slice(0, 200).replace('\\', '/');
    boolean variable = SensitiveFiles.beginsWithVariable(path);
    boolean own = path.startsWith(".") || variable;
    boolean home = own && SensitiveFiles.isSecretOfHome("/" + path);
    boolean system = variable && (path.contains("win.ini") || path.contains("/system32/config"));
    boolean keys = SensitiveFiles.holdsKeys(path) && path.indexOf(' ') < 0;
    argument.report(0, path.length(), CATEGORY, home || system || keys ? 0.8 : 0);
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.at(end) != ':' && argument.at(end) != '.') {
      return;
    }
    for (String wrapper : WRAPPERS) {
      if (argument.startsWith(wrapper, start)) {
        boolean code =
            argument.kind() == ParameterKind.CODE || argument.kind() == ParameterKind.SHELL;
        argument.report(start, start + wrapper.length(), CATEGORY, code ? 0 : 0.85);
      }
    }
  }

  private static void absolute(Argument argument, int at) {
    if (!argument.isEmbedded()) {
      return;
    }
    boolean share = argument.startsWith("//", at) && argument.kind() == ParameterKind.PATH;
    if (share && at == 0 && Character.isLetterOrDigit(argument.at(2))) {
      boolean host = argument.slice(2, 80).split("/", 2)[0].indexOf('.') > 0;
      argument.report(0, argument.wordEnd(2), CATEGORY, host ? 0.7 : 0);
    }
    String path = argument.slice(at, at + 120);
    boolean root = SensitiveFiles.isSystem(path);
    boolean secret = SensitiveFiles.namesSecret(path);
    if (at > 0 && argument.kind() == ParameterKind.UNKNOWN && !secret) {
      return;
    }
    if (root || (at == 0 && SensitiveFiles.isTarget(path))) {
      boolean service = SensitiveFiles.isOfService(path);
      boolean process = path.startsWith("/proc/") && path.matches("/proc/(\\d+|self)/.*");
      boolean plain = path.startsWith("/var/log") || (service && !path.contains("etc/passwd"));
      double score = (SensitiveFiles.isTarget(path) && !plain) || process ? 0.8 : root ? 0.65 : 0.6;
      argument.report(at, Math.min(argument.length(), at + path.length()), CATEGORY, score);
    }
  }

  private static void drive(Argument argument, int colon) {
    String path = argument.slice(colon + 1, colon + 120).replace('\\', '/');
    boolean system = path.startsWith("/") && SensitiveFiles.isWindows(path);
    boolean secret =
        path.contains("/config/sam")
            || path.contains("ntuser.dat")
            || path.contains("win.ini")
            || path.contains("/drivers/etc")
            || path.contains("/repair/")
            || path.contains("boot.ini")
            || path.contains("ntds.dit");
    argument.report(
        0,
        Math.min(argument.length(), colon + 1 + path.length()),
        CATEGORY,
        system || secret ? (secret ? 0.8 : 0.65) : 0);
  }

  /** A share of another machine, or a device. */
  private static void share(Argument argument, int at) {
    boolean paths =
        argument.kind() == ParameterKind.PATH
            || argument.kind() == ParameterKind.UNKNOWN
            || argument.kind() == ParameterKind.URL;
    if (paths
        && at == 0
        && argument.at(1) == '\\'
        && argument.at(2) > ' '
        && argument.at(2) != '\\') {
      boolean named = argument.slice(2, 200).indexOf('\\') > 0;
      argument.report(0, argument.wordEnd(2), CATEGORY, named ? 0.7 : 0);
    }
  }
}
