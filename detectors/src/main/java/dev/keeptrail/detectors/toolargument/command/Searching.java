package dev.keeptrail.detectors.toolargument.command;

import java.util.List;

/** Searches of a whole machine for keys, passwords and programs with rights. */
final class Searching {
  private static final List<String> KEYS =
      List.of(
          "id_rsa",
          "id_ed25519",
          "id_dsa",
          ".kdbx",
          "wallet.dat",
          "credentials",
          ".pem",
          ".ovpn",
          ".env");

  private static final List<String> RIGHTS =
      List.of("-4000", "/4000", "-u=s", "/6000", "-6000", "-2000");

  private Searching() {}

  static double score(Command command) {
    return switch (command.program()) {
      case "find" -> find(command);
      case "grep", "egrep", "rg" -> grep(command);
      default -> 0;
    };
  }

  private static double find(Command command) {
    List<String> words = command.arguments();
    if (words.isEmpty() || !Places.isRoot(words.getFirst())) {
      return 0;
    }
    for (int i = 1; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      boolean name = words.get(i).equals("-name") || words.get(i).equals("-iname");
      if (name && Places.containsAny(value, KEYS)) {
        return 0.7;
      }
      if (words.get(i).equals("-perm") && RIGHTS.contains(value)) {
        return 0.6;
      }
    }
    return 0;
  }

  private static double grep(Command command) {
    List<String> words = command.operands();
    boolean all = command.hasFlag('r') && words.stream().skip(1).anyMatch(Places::isRoot);
    boolean wanted =
        !words.isEmpty()
            && (words.getFirst().contains("passw")
                || words.getFirst().contains("secret")
                || words.getFirst().contains("api_key")
                || words.getFirst().contains("private key"));
    return all && wanted ? 0.7 : 0;
  }
}
