package dev.keeptrail.detectors.toolargument.command;

import java.util.Set;

/**
 * Packages that come from an address without encryption or of a bare number: their scripts run as
 * they are installed. And doors that are opened from inside for a stranger.
 */
final class Packages {
  private static final Set<String> INSTALLERS =
      Set.of(
          "pip", "pip3", "npm", "yarn", "pnpm", "gem", "easy_install", "uv", "go", "cargo", "brew");

  private Packages() {}

  static double score(Command command) {
    if (INSTALLERS.contains(command.program())) {
      boolean stranger =
          command.arguments().stream()
              .map(word -> word.startsWith("-") ? word.substring(word.indexOf('=') + 1) : word)
              .anyMatch(word -> Places.isUrl(word) && Places.isDoubtful(word) && !isNear(word));
      return stranger && isInstall(command) ? 0.8 : 0;
    }
    boolean serves =
        command.has("http.server") && command.operands().stream().anyMatch(Places::isRoot);
    if (serves) {
      return 0.75;
    }
    boolean back =
        command.program().equals("ssh")
            && command.arguments().stream()
                .anyMatch(word -> word.startsWith("-r") && !word.equals("-rsa"));
    return back && command.operands().stream().anyMatch(Packages::isNumber) ? 0.75 : 0;
  }

  private static boolean isInstall(Command command) {
    return command.has("install") || command.has("i") || command.has("add") || command.has("get");
  }

  private static boolean isNear(String url) {
    return url.contains("//localhost") || url.contains("//127.0.0.1");
  }

  /** Somebody at a host that is a number. */
  private static boolean isNumber(String word) {
    int host = word.indexOf('@') + 1;
    return host > 0 && host < word.length() && Character.isDigit(word.charAt(host));
  }
}
