package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words before the command that matters: {@code sudo -u app}, {@code nohup}, {@code A=b}. */
final class Wrappers {
  /** The options of a wrapper that take a further word. */
  private static final Map<String, String> WRAPPERS =
      Map.ofEntries(
          Map.entry("sudo", "ughpcdrt"),
          Map.entry("doas", "uc"),
          Map.entry("env", "us"),
          Map.entry("nohup", ""),
          Map.entry("time", "fo"),
          Map.entry("exec", "a"),
          Map.entry("command", ""),
          Map.entry("builtin", ""),
          Map.entry("nice", "n"),
          Map.entry("ionice", "cn"),
          Map.entry("timeout", "ks"),
          Map.entry("stdbuf", "ioe"),
          Map.entry("setsid", ""),
          Map.entry("busybox", ""),
          Map.entry("strace", "eop"),
          Map.entry("xargs", "inlpdsea"));

  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "@");

  /** Those that administrators put before a shell without a reason worth a look. */
  private static final Set<String> ODD =
      Set.of("env", "nice", "ionice", "timeout", "stdbuf", "strace");

  private Wrappers() {}

  static List<String> unwrapped(List<String> words) {
    int at = 0;
    int last = 0;
    while (at < words.size()) {
      String word = Command.baseName(words.get(at));
      if (KEYWORDS.contains(word) || isAssignment(words.get(at))) {
        at++;
        last = at;
      } else if (WRAPPERS.containsKey(word)) {
        last = at;
        at = past(words, at, WRAPPERS.getOrDefault(word, ""), word);
      } else {
        return words.subList(at, words.size());
      }
    }
    return words.subList(Math.min(last, words.size()), words.size());
  }

  /** Whether something that only sets up the surroundings stands before the command. */
  static boolean hasOddWrapper(Command command) {
    List<String> words = command.words();
    int own = words.size() - 1 - command.arguments().size();
    return words.stream().limit(Math.max(0, own)).map(Command::baseName).anyMatch(ODD::contains);
  }

  static boolean isAssignment(String word) {
    int sign = word.indexOf('=');
    if (sign < 1) {
      return false;
    }
    for (int i = 0; i < sign; i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static int past(List<String> words, int wrapper, String valued, String name) {
    int at = wrapper + 1;
    while (at < words.size() && words.get(at).startsWith("-")) {
      String option = words.get(at++);
      boolean takes = option.length() == 2 && valued.indexOf(option.charAt(1)) >= 0;
      if (takes && at < words.size()) {
        at++;
      }
    }
    // The time, as in "timeout 30 make".
    return name.equals("timeout") && at < words.size() ? at + 1 : at;
  }
}
