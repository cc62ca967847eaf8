package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/** What a command does with the rest of its line, and how sure that makes of an attack. */
final class CommandEffect {
  static final int REACH = 240;

  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh",
          "bash",
          "zsh",
          "dash",
          "ksh",
          "python",
          "python3",
          "perl",
          "ruby",
          "node",
          "php",
          "iex",
          "powershell",
          "pwsh",
          "cmd");

  private CommandEffect() {}

  static double download(Argument argument, int end) {
    if (pipedInto(argument, end)) {
      return 0.92;
    }
    String line = line(argument, end);
    if (SensitiveFiles.namesSecret(line)
        && (line.contains(" -d")
            || line.contains("--data")
            || line.contains(" -f ")
            || line.contains(" -t ")
            || line.contains("upload")
            || line.contains("post-file")
            || line.contains("@"))) {
      return 0.92;
    }
    if (argument.isEmbedded() && substituted(argument, end)) {
      return 0.85;
    }
    boolean runs = (line.contains("chmod +x") || line.contains("chmod 7")) && line.contains("./");
    return runs || line.contains("&& sh ") || line.contains("&& bash ") ? 0.85 : 0;
  }

  private static String line(Argument argument, int from) {
    return argument.slice(from, from + REACH);
  }

  /** Whether the output goes into an interpreter. */
  static boolean pipedInto(Argument argument, int from) {
    for (int at = from; at < from + REACH && at < argument.length(); at++) {
      char c = argument.at(at);
      if (c == '\n' || c == ';') {
        return false;
      }
      if (c == '|') {
        int word = argument.skipBlanks(at + 1);
        String next = argument.wordAt(word);
        if (next.equals("sudo")) {
          next = argument.wordAt(argument.skipBlanks(word + 4));
        }
        if (INTERPRETERS.contains(next) && !hasScript(argument, word, next)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code python3 -m json.tool} reads data. */
  private static boolean hasScript(Argument argument, int word, String interpreter) {
    int option = argument.skipBlanks(word + interpreter.length());
    return argument.startsWith("-m ", option)
        || argument.startsWith("-c ", option)
        || argument.startsWith("-e ", option)
        || argument.startsWith("-ne ", option)
        || argument.startsWith("-r ", option);
  }

  static boolean substituted(Argument argument, int from) {
    String line = line(argument, from);
    int end = line.indexOf('\n');
    String own = end < 0 ? line : line.substring(0, end);
    boolean inside = own.contains("$(") || own.contains("`");
    return inside
        && (own.contains("cat ")
            || own.contains("whoami")
            || own.contains("id)")
            || own.contains("env")
            || own.contains("base64")
            || own.contains("hostname")
            || own.contains("uname"));
  }

  static double callsHome(Argument argument, int end) {
    String line = line(argument, end);
    boolean runs =
        line.contains(" -e ")
            || line.contains("--sh-exec")
            || line.contains(" -c ")
            || line.contains("-e/")
            || line.contains("--exec")
            || (line.contains(" -lvp") && line.contains("-e"));
    boolean shell =
        line.contains("/bin/")
            || line.contains("cmd")
            || line.contains(" sh")
            || line.contains("bash");
    return runs && shell ? 0.95 : line.contains("| sh") || line.contains("|sh") ? 0.85 : 0;
  }

  static double shell(Argument argument, int end) {
    String line = line(argument, end);
    boolean interactive = line.startsWith(" -i");
    if (interactive
        && (line.contains("/dev/tcp") || line.contains(">&") || line.contains("| nc"))) {
      return 0.95;
    }
    return line.startsWith(" <(curl")
            || line.startsWith(" <(wget")
            || line.startsWith(" -c \"$(curl")
            || line.startsWith(" -c \"$(wget")
        ? 0.9
        : 0;
  }

  /** The root, the home, or everything. */
  static double wipe(Argument argument, int end) {
    String line = argument.slice(end, end + 80);
    int newline = line.indexOf('\n');
    String own = newline < 0 ? line : line.substring(0, newline);
    boolean recursive =
        own.startsWith(" -rf")
            || own.startsWith(" -fr")
            || own.startsWith(" -r")
            || own.startsWith(" --recursive");
    if (!recursive) {
      return 0;
    }
    if (own.contains("--no-preserve-root")) {
      return 0.95;
    }
    for (String word : own.strip().split(" ", 8)) {
      if (Set.of(
              "/", "/*", "~", "~/", "~/*", "$home", "*", "/home", "/etc", "/var", "/usr", "/bin",
              "/boot", "/root", "/;", "~;")
          .contains(word)) {
        return word.equals("*") ? 0.6 : 0.92;
      }
    }
    return 0;
  }

  static double powershell(Argument argument, int end) {
    String line = line(argument, end);
    boolean encoded =
        line.contains(" -enc") || line.contains(" -e ") || line.contains("-encodedcommand");
    boolean loads =
        line.contains("downloadstring")
            || line.contains("iex")
            || line.contains("invoke-expression")
            || line.contains("downloadfile");
    return encoded ? 0.85 : loads ? 0.9 : 0;
  }

  /** A socket and a shell in one script. */
  static double callback(Argument argument, int start, int end) {
    String around = argument.slice(start - 120, end + 300);
    boolean shell =
        around.contains("/bin/sh") || around.contains("/bin/bash") || around.contains("pty.spawn");
    return shell
            && (around.contains("dup2") || around.contains("connect") || around.contains("open("))
        ? 0.92
        : 0;
  }

  static boolean appends(Argument argument, int start) {
    String before = argument.slice(start - 60, start);
    // From a file it is what administrators do; to write one out is to have another's key.
    boolean written = before.contains("echo ") || before.contains("printf ");
    return before.contains(">>") && (argument.isEmbedded() || written);
  }

  static double secretSent(Argument argument, int end) {
    String line = line(argument, end);
    int newline = line.indexOf('\n');
    String own = newline < 0 ? line : line.substring(0, newline);
    boolean secret = SensitiveFiles.namesSecret(own);
    boolean sent =
        own.contains("| curl")
            || own.contains("| nc")
            || own.contains("|curl")
            || own.contains("|nc")
            || own.contains("| base64")
            || own.contains("/dev/tcp")
            || own.contains("@");
    return secret && sent ? 0.92 : own.contains("/etc/shadow") ? 0.8 : 0;
  }
}
